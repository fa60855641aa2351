package io.progan.metrics.swd;

import io.progan.dataset.numpy.RandomState;

/**
 * Unit vectors onto which patches are projected: the columns of a float32 matrix of shape {@code
 * [components, count]}. Immutable.
 */
public final class Directions {
  private final float[] values;
  private final int components;
  private final int count;

  private Directions(float[] values, int components, int count) {
    if (values.length != components * count || count < 1) {
      throw new IllegalArgumentException(
          values.length + " numbers are not " + count + " directions of " + components);
    }
    this.values = values;
    this.components = components;
    this.count = count;
  }

  /**
   * Takes directions as they are.
   *
   * @param values shape {@code [components, count]}, each column of length 1
   */
  public static Directions of(float[] values, int components, int count) {
    return new Directions(values.clone(), components, count);
  }

  /**
   * Scales each column to length 1 in double precision, then rounds to float32. Normal numbers give
   * directions uniform on the sphere.
   *
   * @param normals shape {@code [components, count]}
   */
  public static Directions normalize(double[] normals, int components, int count) {
    float[] unit = new float[normals.length];
    for (int column = 0; column < count; column++) {
      double square = 0;
      for (int i = column; i < normals.length; i += count) {
        square += normals[i] * normals[i];
      }
      double length = Math.sqrt(square);
      for (int i = column; i < normals.length; i += count) {
        unit[i] = (float) (normals[i] / length);
      }
    }
    return new Directions(unit, components, count);
  }

  /** Draws {@code components * count} normal numbers, row by row, and normalises the columns. */
  static Directions draw(RandomState draws, int components, int count) {
    return normalize(draws.randn(components * count), components, count);
  }

  /** The numbers of each direction. */
  public int components() {
    return components;
  }

  /** The number of directions. */
  public int count() {
    return count;
  }

  /** A copy of shape {@code [components, count]}. */
  public float[] toArray() {
    return values.clone();
  }

  /**
   * A copy of the columns {@code from} to {@code to} (exclusive), shape [components, to - from].
   */
  float[] columns(int from, int to) {
    int width = to - from;
    float[] part = new float[components * width];
    for (int row = 0; row < components; row++) {
      System.arraycopy(values, row * count + from, part, row * width, width);
    }
    return part;
  }
}
