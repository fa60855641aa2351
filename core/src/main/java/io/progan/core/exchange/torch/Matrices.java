package io.progan.core.exchange.torch;

import java.util.Arrays;

/** Reordered and weighted matrices, rows one after the other. */
final class Matrices {

  private Matrices() {}

  /** {@code u^T W v}. */
  static double between(float[] u, float[] w, float[] v) {
    double sum = 0;
    for (int row = 0; row < u.length; row++) {
      double product = 0;
      for (int column = 0; column < v.length; column++) {
        product += (double) w[row * v.length + column] * v[column];
      }
      sum += u[row] * product;
    }
    return sum;
  }

  /** The transpose of a matrix. */
  static float[] transposed(float[] w, int rows) {
    int columns = w.length / rows;
    float[] result = new float[w.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        result[column * rows + row] = w[row * columns + column];
      }
    }
    return result;
  }

  /** Rows ordered by pixel and map become ordered by map and pixel. */
  static float[] mapsFirst(float[] w, int pixels, int columns) {
    int maps = w.length / pixels / columns;
    float[] result = new float[w.length];
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int map = 0; map < maps; map++) {
        int from = (pixel * maps + map) * columns;
        System.arraycopy(w, from, result, (map * pixels + pixel) * columns, columns);
      }
    }
    return result;
  }

  /** The last columns of a matrix become the first ones. */
  static float[] lastColumnsFirst(float[] w, int columns, int last) {
    int first = columns - last;
    float[] result = new float[w.length];
    for (int row = 0; row < w.length; row += columns) {
      System.arraycopy(w, row + first, result, row, last);
      System.arraycopy(w, row, result, row + last, first);
    }
    return result;
  }

  /** The first elements. */
  static float[] first(float[] values, int length) {
    return Arrays.copyOf(values, length);
  }

  /** Each element with a number added; changes the array. */
  static float[] plus(float[] values, double added) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] + added);
    }
    return values;
  }
}
