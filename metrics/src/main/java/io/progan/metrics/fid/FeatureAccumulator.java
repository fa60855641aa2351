package io.progan.metrics.fid;

import java.util.Arrays;

/**
 * Collects the mean and the covariance of feature vectors, fed one minibatch after the other, in
 * double precision.
 *
 * <p>Memory does not grow with the number of pictures: for 2048 features it is 50 MB outside the
 * Java heap. Vectors are summed relative to the first one, so large means do not cancel: it is at
 * most {@code sqrt(count)} standard deviations away from the mean (Samuelson, "How Deviant Can You
 * Be?", 1968). Not safe for use by several threads at once; close it to free the native memory.
 */
public final class FeatureAccumulator implements AutoCloseable {
  private final int features;
  private final ScatterMatrix scatter;

  /** The first vector. */
  private final double[] origin;

  /** Of all vectors relative to the first one. */
  private final double[] sums;

  private long count;

  /**
   * Starts with no pictures.
   *
   * @param features length of each feature vector, 2048 for Inception's last pooling layer
   */
  public FeatureAccumulator(int features) {
    if (features < 1) {
      throw new IllegalArgumentException("need at least 1 feature, not " + features);
    }
    this.features = features;
    scatter = new ScatterMatrix(features);
    origin = new double[features];
    sums = new double[features];
  }

  /**
   * Adds some feature vectors.
   *
   * @param vectors shape {@code [minibatch, features]}
   * @throws IllegalArgumentException if the rows are not whole or a number is not finite; rows
   *     before it may have been added
   */
  public void add(float[] vectors) {
    if (vectors.length % features != 0) {
      throw new IllegalArgumentException(
          vectors.length + " numbers are no whole vectors of " + features + " features");
    }
    if (count == 0) {
      for (int i = 0; i < Math.min(features, vectors.length); i++) {
        origin[i] = vectors[i];
      }
    }
    for (int from = 0; from < vectors.length; ) {
      int rows = Math.min(scatter.free(), (vectors.length - from) / features);
      double[] added = scatter.write(vectors, from, rows, origin);
      requireFinite(added, vectors, from);
      scatter.keep(rows);
      for (int i = 0; i < features; i++) {
        sums[i] += added[i];
      }
      count += rows;
      from += rows * features;
    }
  }

  /** Sums of float32 numbers in double precision are finite if the numbers are. */
  private void requireFinite(double[] added, float[] vectors, int from) {
    if (Arrays.stream(added).allMatch(Double::isFinite)) {
      return;
    }
    for (int i = from; i < vectors.length; i++) {
      if (!Float.isFinite(vectors[i])) {
        throw new IllegalArgumentException(
            "feature "
                + i % features
                + " of image "
                + (count + (i - from) / features)
                + " is "
                + vectors[i]);
      }
    }
  }

  /** The number of feature vectors so far. */
  public long count() {
    return count;
  }

  /**
   * The statistics of everything added so far; more may be added afterwards.
   *
   * @throws IllegalArgumentException if there were fewer than 2 feature vectors
   */
  public FeatureStatistics statistics() {
    FeatureStatistics.requireTwo(count);
    double[] mean = new double[features];
    for (int i = 0; i < features; i++) {
      mean[i] = origin[i] + sums[i] / count;
    }
    return FeatureStatistics.owning(count, mean, scatter.covariance(sums, count));
  }

  @Override
  public void close() {
    scatter.close();
  }
}
