package io.progan.metrics.fid;

import java.util.Random;

/** Feature vectors for tests. */
final class TestFeatures {

  private TestFeatures() {}

  /** Independent normal numbers around {@code mean}. */
  static float[] normal(long seed, int count, int features, double mean) {
    Random random = new Random(seed);
    float[] values = new float[count * features];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + random.nextGaussian());
    }
    return values;
  }

  static FeatureStatistics statistics(float[] vectors, int features) {
    try (FeatureAccumulator accumulator = new FeatureAccumulator(features)) {
      accumulator.add(vectors);
      return accumulator.statistics();
    }
  }

  /** A Gaussian with the given variances and no correlation. */
  static FeatureStatistics diagonal(double[] mean, double... variances) {
    int n = variances.length;
    double[] covariance = new double[n * n];
    for (int i = 0; i < n; i++) {
      covariance[i * n + i] = variances[i];
    }
    return new FeatureStatistics(1000, mean, covariance);
  }
}
