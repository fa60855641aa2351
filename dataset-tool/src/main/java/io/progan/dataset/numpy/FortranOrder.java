package io.progan.dataset.numpy;

/** Arrays whose first index runs fastest. */
final class FortranOrder {

  private FortranOrder() {}

  /**
   * The values in C order, the last index running fastest.
   *
   * @param data values of {@code bytes} bytes each, as many as the shape has
   */
  static byte[] toC(byte[] data, int bytes, int... shape) {
    byte[] ordered = new byte[data.length];
    int[] index = new int[shape.length];
    for (int to = 0; to < data.length; to += bytes) {
      System.arraycopy(data, bytes * offset(index, shape), ordered, to, bytes);
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        if (++index[axis] < shape[axis]) {
          break;
        }
        index[axis] = 0;
      }
    }
    return ordered;
  }

  private static int offset(int[] index, int... shape) {
    int offset = 0;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      offset = offset * shape[axis] + index[axis];
    }
    return offset;
  }
}
