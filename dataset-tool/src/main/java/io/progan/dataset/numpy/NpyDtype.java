package io.progan.dataset.numpy;

import io.progan.dataset.DatasetException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How NumPy lays the values of an array out in bytes (NumPy's array interface protocol, "typestr").
 * Types that {@link NpyType} does not have become the next wider one that holds every value.
 *
 * @param kind {@code f} floating point, {@code i} signed, {@code u} unsigned, {@code b} boolean
 * @param bytes bytes of one value
 * @param order the byte order
 */
public record NpyDtype(char kind, int bytes, ByteOrder order) {
  private static final Set<String> KNOWN =
      Set.of("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1");
  private static final Pattern DESCR = Pattern.compile("([<>|=]?)([a-zA-Z])(\\d*)");

  /**
   * Reads a type such as {@code <f4}, {@code |u1} or {@code i8}; without an order it is little
   * endian.
   *
   * @param name what the array is called in messages
   * @throws DatasetException if the type is no number type
   */
  public static NpyDtype parse(String descr, String name) throws DatasetException {
    Matcher matcher = DESCR.matcher(descr);
    if (!matcher.matches() || !KNOWN.contains(matcher.group(2) + matcher.group(3))) {
      throw new DatasetException(
          "%s: array type '%s' is not supported, only f2 to f8, i1 to i8, u1 to u8 and b1 are"
              .formatted(name, descr));
    }
    boolean big = matcher.group(1).equals(">");
    return new NpyDtype(
        matcher.group(2).charAt(0),
        Integer.parseInt(matcher.group(3)),
        big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  /** The same type in another byte order. */
  public NpyDtype withOrder(ByteOrder other) {
    return new NpyDtype(kind, bytes, other);
  }

  /**
   * The array that some bytes stand for.
   *
   * @param data the values; used as they are, not copied, where nothing has to be converted
   * @param fortran whether the first index runs fastest in the bytes
   * @param name what the array is called in messages
   * @param shape the dimensions
   * @throws DatasetException if the number of bytes is not that of the shape, or a value does not
   *     fit into 64 signed bits
   */
  public NpyArray decode(byte[] data, boolean fortran, String name, int... shape)
      throws DatasetException {
    long count = NpyArray.count(shape);
    if (count < 0 || count * bytes != data.length) {
      throw new DatasetException(
          "%s: array of shape %s and %d bytes a value does not fit %d bytes of values"
              .formatted(name, Arrays.toString(shape), bytes, data.length));
    }
    byte[] ordered = fortran ? FortranOrder.toC(data, bytes, shape) : data;
    ByteBuffer values = ByteBuffer.wrap(ordered).order(order);
    int n = (int) count;
    if (kind == 'f') {
      return floats(values, n, shape);
    }
    boolean signed = kind == 'i';
    if (bytes == 1 && !signed) {
      return NpyArray.of(ordered, shape);
    }
    boolean needsLong = bytes == 8 || (bytes == 4 && !signed);
    return needsLong ? longs(values, n, name, shape) : ints(values, n, shape);
  }

  private NpyArray ints(ByteBuffer values, int count, int... shape) {
    int[] ints = new int[count];
    for (int i = 0; i < count; i++) {
      ints[i] =
          switch (bytes) {
            case 1 -> values.get(i);
            case 2 -> kind == 'u' ? values.getChar(2 * i) : values.getShort(2 * i);
            default -> values.getInt(4 * i);
          };
    }
    return NpyArray.of(ints, shape);
  }

  private NpyArray floats(ByteBuffer values, int count, int... shape) {
    if (bytes == 8) {
      double[] doubles = new double[count];
      values.asDoubleBuffer().get(doubles);
      return NpyArray.of(doubles, shape);
    }
    float[] floats = new float[count];
    if (bytes == 4) {
      values.asFloatBuffer().get(floats);
    } else {
      for (int i = 0; i < count; i++) {
        floats[i] = HalfFloat.toFloat(values.getShort(2 * i));
      }
    }
    return NpyArray.of(floats, shape);
  }

  private NpyArray longs(ByteBuffer values, int count, String name, int... shape)
      throws DatasetException {
    long[] longs = new long[count];
    for (int i = 0; i < count; i++) {
      longs[i] = bytes == 8 ? values.getLong(8 * i) : Integer.toUnsignedLong(values.getInt(4 * i));
      if (kind == 'u' && longs[i] < 0) {
        throw new DatasetException(
            "%s: value %s of the array does not fit into 64 signed bits"
                .formatted(name, Long.toUnsignedString(longs[i])));
      }
    }
    return NpyArray.of(longs, shape);
  }
}
