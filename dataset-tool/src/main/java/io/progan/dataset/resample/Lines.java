package io.progan.dataset.resample;

/**
 * Parallel lines of samples in an array, be they rows or columns: sample {@code i} of line {@code
 * j} is {@code data[origin + i * step + j * stride]}.
 */
record Lines(byte[] data, int origin, int step, int stride, int count) {
  /** The rows of a plane that begins at {@code origin}. */
  static Lines rows(byte[] data, int origin, int width, int height) {
    return new Lines(data, origin, 1, width, height);
  }

  /** The columns of a plane that begins at {@code origin}. */
  static Lines columns(byte[] data, int origin, int width) {
    return new Lines(data, origin, width, 1, width);
  }

  /** Some of the lines. */
  Lines some(int first, int number) {
    return new Lines(data, origin + first * stride, step, stride, number);
  }
}
