package io.progan.metrics.fid;

import java.util.Optional;

/**
 * Mean and sample covariance of feature vectors: a multivariate Gaussian that stands for a set of
 * pictures. Immutable; statistics of two parts of a set can be merged.
 */
public final class FeatureStatistics {
  private final long count;
  private final double[] mean;
  private final double[] covariance;

  /**
   * Takes statistics that were computed before, for example read from a file.
   *
   * @param count number of feature vectors, at least 2
   * @param mean shape {@code [features]}
   * @param covariance shape {@code [features, features]}, symmetric, divided by {@code count - 1}
   * @throws IllegalArgumentException if the sizes do not fit or a number is not finite
   */
  public FeatureStatistics(long count, double[] mean, double[] covariance) {
    this(mean.clone(), covariance.clone(), count);
    requireFinite("mean", this.mean);
    requireFinite("covariance", this.covariance);
  }

  /** Keeps the arrays, checking only their sizes. */
  private FeatureStatistics(double[] mean, double[] covariance, long count) {
    requireTwo(count);
    if (mean.length == 0 || (long) mean.length * mean.length != covariance.length) {
      throw new IllegalArgumentException(
          "covariance has " + covariance.length + " values, must be the square of " + mean.length);
    }
    this.count = count;
    this.mean = mean;
    this.covariance = covariance;
  }

  /**
   * Statistics that were made of finite numbers; the arrays are not copied, so nobody else may keep
   * them.
   *
   * @throws IllegalArgumentException if the sizes do not fit
   */
  static FeatureStatistics owning(long count, double[] mean, double[] covariance) {
    return new FeatureStatistics(mean, covariance, count);
  }

  static void requireTwo(long count) {
    if (count < 2) {
      throw new IllegalArgumentException("feature statistics need at least 2 images, got " + count);
    }
  }

  private static void requireFinite(String name, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "feature " + name + " holds " + values[i] + " at position " + i);
      }
    }
  }

  /**
   * The statistics of the union of two disjoint sets (Chan, Golub and LeVeque, 1983).
   *
   * @throws IllegalArgumentException if the numbers of features differ
   */
  public static FeatureStatistics merge(FeatureStatistics a, FeatureStatistics b) {
    requireSameFeatures(a, b);
    int n = a.features();
    long count = a.count + b.count;
    double share = (double) b.count / count;
    double[] delta = new double[n];
    double[] mean = new double[n];
    for (int i = 0; i < n; i++) {
      delta[i] = b.mean[i] - a.mean[i];
      mean[i] = a.mean[i] + share * delta[i];
    }
    double[] covariance = new double[n * n];
    for (int i = 0; i < n; i++) {
      double between = delta[i] * a.count * share;
      for (int j = 0; j < n; j++) {
        double within =
            (a.count - 1) * a.covariance[i * n + j] + (b.count - 1) * b.covariance[i * n + j];
        covariance[i * n + j] = (within + between * delta[j]) / (count - 1);
      }
    }
    return new FeatureStatistics(count, mean, covariance);
  }

  static void requireSameFeatures(FeatureStatistics a, FeatureStatistics b) {
    if (a.features() != b.features()) {
      throw new IllegalArgumentException(
          "statistics of "
              + a.features()
              + " and of "
              + b.features()
              + " features cannot be compared: they come from different networks");
    }
  }

  /** The number of feature vectors. */
  public long count() {
    return count;
  }

  /** The length of each feature vector. */
  public int features() {
    return mean.length;
  }

  /** The mean, a copy of shape {@code [features]}. */
  public double[] mean() {
    return mean.clone();
  }

  /** The covariance, a copy of shape {@code [features, features]}. */
  public double[] covariance() {
    return covariance.clone();
  }

  /**
   * What is to be said of statistics of too few pictures: with no more pictures than features the
   * covariance is singular. The Frechet distance is defined all the same, but too large by an
   * amount that falls with the number of pictures, so that only values of equal numbers compare.
   *
   * @return one line for the user, empty if there are enough pictures
   */
  public Optional<String> warning() {
    return warning(count, mean.length);
  }

  /** As {@link #warning()}, for statistics that are yet to be made. */
  public static Optional<String> warning(long count, int features) {
    if (count > features) {
      return Optional.empty();
    }
    return Optional.of(
        count
            + " images are too few for "
            + features
            + " features: the covariance is singular and FID comes out too high; use more than "
            + features
            + " images, and compare only values of equally many");
  }

  /** The sum of the variances of all features. */
  public double trace() {
    double sum = 0;
    for (int i = 0; i < mean.length; i++) {
      sum += covariance[i * mean.length + i];
    }
    return sum;
  }

  /** Squared Euclidean distance between the means. */
  double squaredMeanDistance(FeatureStatistics other) {
    double sum = 0;
    for (int i = 0; i < mean.length; i++) {
      double difference = mean[i] - other.mean[i];
      sum += difference * difference;
    }
    return sum;
  }

  /**
   * A matrix F of shape {@code [features, rank]} with {@code F F^T} equal to the covariance up to
   * rounding.
   */
  LowRankFactor factor() {
    return LowRankFactor.of(covariance, mean.length);
  }
}
