package io.progan.dataset.pickle;

import io.progan.dataset.DatasetException;
import io.progan.dataset.numpy.NpyDtype;
import java.nio.ByteOrder;
import net.razorvine.pickle.PickleException;

/** A {@code numpy.dtype}: made from a type such as {@code f4}; its state has the byte order. */
final class PickledDtype implements StatefulValue {
  private static final int ORDER = 1;
  private static final int SUBARRAY = 2;
  private static final int FIELDS = 4;

  private NpyDtype dtype;

  PickledDtype(Object[] args) {
    try {
      dtype = NpyDtype.parse((String) args[0], "pickled array");
    } catch (DatasetException e) {
      throw new PickleException(e.getMessage(), e);
    }
  }

  NpyDtype dtype() {
    return dtype;
  }

  @Override
  public void setState(Object state) throws DatasetException {
    Object[] values = (Object[]) state;
    for (int i = SUBARRAY; i <= FIELDS; i++) {
      if (values[i] != null) {
        throw new DatasetException("pickled array has a structured type, which is not read");
      }
    }
    boolean big = values[ORDER].equals(">");
    dtype = dtype.withOrder(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }
}
