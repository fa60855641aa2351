package io.progan.metrics.fid;

/**
 * The Frechet distance between two multivariate Gaussians (Dowson and Landau, 1982; as FID in
 * Heusel et al., "GANs Trained by a Two Time-Scale Update Rule", 2017, equation 6): {@code |m1 -
 * m2|^2 + Tr(C1 + C2 - 2 (C1 C2)^(1/2))}.
 *
 * <p>With {@code C1 = A A^T} and {@code C2 = B B^T} the trace of the square root is the sum of the
 * singular values of {@code A^T B}. That needs no general matrix square root, never leaves the real
 * numbers and stays exact for singular covariances, that is for fewer pictures than features. (The
 * distance itself is biased upwards by few pictures; compare only values of equal counts.)
 *
 * <p>The reference is factored once, so one instance serves every snapshot. Immutable and safe for
 * use by several threads.
 */
public final class FrechetDistance {
  private final FeatureStatistics reference;
  private final LowRankFactor factor;

  /**
   * The parts of a distance.
   *
   * @param value the distance, at least 0
   * @param meanTerm squared distance of the means
   * @param referenceTrace trace of the reference's covariance
   * @param otherTrace trace of the other covariance
   * @param rootTrace trace of the square root of the product of the covariances
   */
  public record Result(
      double value, double meanTerm, double referenceTrace, double otherTrace, double rootTrace) {}

  /** Prepares distances from the given statistics, usually those of the real pictures. */
  public FrechetDistance(FeatureStatistics reference) {
    this.reference = reference;
    this.factor = reference.factor();
  }

  /**
   * The distance to other statistics.
   *
   * @throws IllegalArgumentException if the numbers of features differ
   * @throws IllegalStateException if the native linear algebra returned wrong numbers
   */
  public Result to(FeatureStatistics other) {
    FeatureStatistics.requireSameFeatures(reference, other);
    double meanTerm = reference.squaredMeanDistance(other);
    double root = NuclearNorm.ofProduct(factor, other.factor());
    double value = meanTerm + reference.trace() + other.trace() - 2 * root;
    return new Result(Math.max(value, 0), meanTerm, reference.trace(), other.trace(), root);
  }
}
