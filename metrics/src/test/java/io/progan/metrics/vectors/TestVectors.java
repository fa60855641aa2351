package io.progan.metrics.vectors;

import java.util.Random;

/** Sets of vectors for tests. */
public final class TestVectors {

  private TestVectors() {}

  /** Independent normal numbers around {@code mean}, shape [count, dimension]. */
  public static float[] normal(long seed, int count, int dimension, double mean) {
    Random random = new Random(seed);
    float[] values = new float[count * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + random.nextGaussian());
    }
    return values;
  }

  /** A set of these vectors, to be closed. */
  public static VectorSet set(float[] values, int dimension) {
    VectorSet set = new VectorSet(dimension);
    set.add(values);
    return set;
  }

  /** The squared distance of two rows, by definition. */
  public static double squaredDistance(float[] a, int row, float[] b, int otherRow, int dimension) {
    double sum = 0;
    for (int i = 0; i < dimension; i++) {
      double difference = (double) a[row * dimension + i] - b[otherRow * dimension + i];
      sum += difference * difference;
    }
    return sum;
  }
}
