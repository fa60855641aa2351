package io.progan.metrics.fid;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Collects the mean and the covariance of feature vectors, fed one minibatch after the other, in
 * double precision.
 *
 * <p>Memory is one matrix of {@code features^2} doubles outside the Java heap and a block of rows
 * on it, whatever the number of pictures. Each block is centred on its own mean and merged by the
 * update of Chan, Golub and LeVeque (1983), so large means do not cancel. Not safe for use by
 * several threads at once; close it to free the native memory.
 */
public final class FeatureAccumulator implements AutoCloseable {
  private static final int BLOCK_ROWS = 512;

  private final int features;
  private final double[] block;
  private final double[] mean;
  private final INDArray scatter;
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
    scatter = Nd4j.create(DataType.DOUBLE, new long[] {features, features}, 'f');
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
    double[] covariance = new double[features * features];
    scatter.data().asNioDouble().get(covariance);
    double divisor = Math.max(merged - 1, 1);
    for (int i = 0; i < covariance.length; i++) {
      covariance[i] /= divisor;
    }
    return new FeatureStatistics(merged, mean, covariance);
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
    double[] used = Arrays.copyOf(block, (rows + 1) * features);
    try (INDArray x = Nd4j.create(used, new long[] {rows + 1, features}, 'c')) {
      Nd4j.gemm(x, x, scatter, true, false, 1, 1);
    }
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
