package io.progan.metrics.fid;

import java.nio.DoubleBuffer;

/**
 * Collects the mean and the covariance of feature vectors, fed one minibatch after the other, in
 * double precision.
 *
 * <p>Memory does not grow with the number of pictures: for 2048 features it is 50 MB outside the
 * Java heap and 8 MB on it. Each block is centred on its own mean and merged by the update of Chan,
 * Golub and LeVeque (1983), so large means do not cancel. Not safe for use by several threads at
 * once; close it to free the native memory.
 */
public final class FeatureAccumulator implements AutoCloseable {
  private static final int BLOCK_ROWS = 1024;

  private final int features;
  private final float[] block;
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
    block = new float[Math.multiplyExact(BLOCK_ROWS, features)];
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
    requireFinite(vectors);
    for (int from = 0; from < vectors.length; ) {
      if (rows == BLOCK_ROWS) {
        flush();
      }
      int count = Math.min(BLOCK_ROWS - rows, (vectors.length - from) / features);
      System.arraycopy(vectors, from, block, rows * features, count * features);
      rows += count;
      from += count * features;
    }
  }

  private void requireFinite(float[] vectors) {
    if (allFinite(vectors)) {
      return;
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
  }

  /** Zero times a number that is not finite is not a number, which no sum hides. */
  private static boolean allFinite(float[] values) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 3 < values.length; i += 4) {
      s0 += 0 * values[i];
      s1 += 0 * values[i + 1];
      s2 += 0 * values[i + 2];
      s3 += 0 * values[i + 3];
    }
    for (; i < values.length; i++) {
      s0 += 0 * values[i];
    }
    return s0 + s1 + s2 + s3 == 0;
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
    double[] covariance = scatter.times(1.0 / Math.max(merged - 1, 1));
    return FeatureStatistics.owning(merged, mean.clone(), covariance);
  }

  /** Merges the block. */
  private void flush() {
    if (rows > 0) {
      scatter.add(rows + 1, this::mergeColumns);
      merged += rows;
      rows = 0;
    }
  }

  /**
   * Merges some columns: writes the rows of the block relative to their mean, and as one more row
   * the step of the mean, {@code sqrt(n m / (n + m))} times the difference of the means.
   */
  private void mergeColumns(int first, int count, DoubleBuffer target) {
    double[] centre = centre(first, count);
    double[] row = new double[count];
    for (int r = 0; r < rows; r++) {
      int at = r * features + first;
      for (int i = 0; i < count; i++) {
        row[i] = block[at + i] - centre[i];
      }
      target.put(r * features + first, row);
    }
    double weight = Math.sqrt((double) merged * rows / (merged + rows));
    double share = (double) rows / (merged + rows);
    for (int i = 0; i < count; i++) {
      double step = centre[i] - mean[first + i];
      row[i] = weight * step;
      mean[first + i] += share * step;
    }
    target.put(rows * features + first, row);
  }

  /** The means of some columns of the block. */
  private double[] centre(int first, int count) {
    double[] centre = new double[count];
    for (int r = 0; r < rows; r++) {
      int at = r * features + first;
      for (int i = 0; i < count; i++) {
        centre[i] += block[at + i];
      }
    }
    for (int i = 0; i < count; i++) {
      centre[i] /= rows;
    }
    return centre;
  }

  @Override
  public void close() {
    scatter.close();
  }
}
