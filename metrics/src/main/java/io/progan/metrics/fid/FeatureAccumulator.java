package io.progan.metrics.fid;

import java.util.Arrays;

/**
 * Collects the mean and the covariance of feature vectors, fed one minibatch after the other, in
 * double precision.
 *
 * <p>Memory does not grow with the number of pictures: for 2048 features it is 80 MB outside the
 * Java heap and 17 MB on it. Each block is centred on its own mean and merged by the update of
 * Chan, Golub and LeVeque (1983), so large means do not cancel. Not safe for use by several threads
 * at once; close it to free the native memory.
 */
public final class FeatureAccumulator implements AutoCloseable {
  private static final int BLOCK_ROWS = 1024;

  private final int features;
  private final double[] block;
  private final double[] mean;
  private final ScatterMatrix scatter;
  private int rows;
  private long merged;

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
    block = new double[(BLOCK_ROWS + 1) * features];
    mean = new double[features];
    scatter = new ScatterMatrix(features, BLOCK_ROWS + 1);
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
    for (int i = 0; i < vectors.length; i++) {
      if (!Float.isFinite(vectors[i])) {
        throw new IllegalArgumentException(
            "feature "
                + i % features
                + " of image "
                + (count() + i / features)
                + " is "
                + vectors[i]);
      }
    }
    for (int from = 0; from < vectors.length; from += features) {
      if (rows == BLOCK_ROWS) {
        flush();
      }
      for (int i = 0; i < features; i++) {
        block[rows * features + i] = vectors[from + i];
      }
      rows++;
    }
  }

  /** The number of feature vectors so far. */
  public long count() {
    return merged + rows;
  }

  /**
   * The statistics of everything added so far; more may be added afterwards.
   *
   * @throws IllegalArgumentException if there were fewer than 2 feature vectors
   */
  public FeatureStatistics statistics() {
    flush();
    return new FeatureStatistics(merged, mean, scatter.times(1.0 / Math.max(merged - 1, 1)));
  }

  /**
   * Merges the block. The step of the mean is one more row of the product: {@code sqrt(n m / (n +
   * m))} times the difference of the means.
   */
  private void flush() {
    if (rows == 0) {
      return;
    }
    double[] step = center();
    double weight = Math.sqrt((double) merged * rows / (merged + rows));
    double share = (double) rows / (merged + rows);
    for (int i = 0; i < features; i++) {
      block[rows * features + i] = weight * step[i];
      mean[i] += share * step[i];
    }
    Arrays.fill(block, (rows + 1) * features, block.length, 0);
    scatter.add(block);
    merged += rows;
    rows = 0;
  }

  /**
   * Subtracts the block's mean from its rows and returns the block's mean minus the mean so far.
   */
  private double[] center() {
    double[] center = new double[features];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < features; i++) {
        center[i] += block[row * features + i];
      }
    }
    for (int i = 0; i < features; i++) {
      center[i] /= rows;
    }
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < features; i++) {
        block[row * features + i] -= center[i];
      }
    }
    for (int i = 0; i < features; i++) {
      center[i] -= mean[i];
    }
    return center;
  }

  @Override
  public void close() {
    scatter.close();
  }
}
