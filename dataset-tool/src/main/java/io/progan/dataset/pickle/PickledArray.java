package io.progan.dataset.pickle;

import io.progan.dataset.DatasetException;
import io.progan.dataset.numpy.NpyArray;
import java.nio.charset.StandardCharsets;
import net.razorvine.pickle.PickleException;

/**
 * A {@code numpy.ndarray}: made empty, then filled by its state, a tuple of version (absent in the
 * oldest), shape, type, whether it is in Fortran order, and bytes.
 */
final class PickledArray implements StatefulValue {
  private static final int STATE_VALUES = 4;
  private static final String NAME = "pickled array";

  private NpyArray array;

  /** The array; {@link PickleException} if it was never filled. */
  NpyArray array() {
    if (array == null) {
      throw new PickleException(NAME + " has no values");
    }
    return array;
  }

  @Override
  public void setState(Object state) throws DatasetException {
    Object[] values = (Object[]) state;
    int at = values.length - STATE_VALUES;
    array =
        decode((PickledDtype) values[at + 1], values[at + 3], isTrue(values[at + 2]), values[at]);
  }

  /** Python 2 has numbers for truth values in places. */
  private static boolean isTrue(Object value) {
    return value instanceof Number number ? number.intValue() != 0 : (Boolean) value;
  }

  /**
   * An array of bytes and type.
   *
   * @param data bytes, or the same as the text that Python 2's become
   * @param shape a tuple of numbers
   */
  static NpyArray decode(PickledDtype type, Object data, boolean fortran, Object shape)
      throws DatasetException {
    Object[] dimensions = (Object[]) shape;
    int[] sizes = new int[dimensions.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.toIntExact(((Number) dimensions[i]).longValue());
    }
    return type.dtype().decode(bytes(data), fortran, NAME, sizes);
  }

  /** Bytes as they are, or of a text that holds one in each character. */
  static byte[] bytes(Object data) {
    if (data instanceof byte[] bytes) {
      return bytes;
    }
    if (!(data instanceof String text)) {
      throw new PickleException(NAME + " has no bytes of values (an array of Python objects?)");
    }
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (!text.chars().allMatch(c -> c <= 0xff)) {
      throw new PickleException("text holds characters that are no bytes");
    }
    return bytes;
  }
}
