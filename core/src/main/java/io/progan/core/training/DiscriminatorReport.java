package io.progan.core.training;

/**
 * Means over a minibatch in a discriminator step.
 *
 * @param loss what was minimised
 * @param realScore the scores of the reals
 * @param fakeScore the scores of the fakes
 * @param mixedScore the scores of the mixed images
 * @param gradientNorm the L2 norms of the scores' gradients at the mixed images
 * @param gradientPenalty the gradient penalty as it enters the loss
 * @param driftPenalty the drift penalty as it enters the loss
 * @param realLabelPenalty the label penalty of the reals as it enters the loss
 * @param fakeLabelPenalty the label penalty of the fakes as it enters the loss
 */
public record DiscriminatorReport(
    double loss,
    double realScore,
    double fakeScore,
    double mixedScore,
    double gradientNorm,
    double gradientPenalty,
    double driftPenalty,
    double realLabelPenalty,
    double fakeLabelPenalty) {

  /** The critic's estimate of the distance, negated: {@code fakeScore - realScore}. */
  public double wasserstein() {
    return fakeScore - realScore;
  }

  /** The label penalty of reals and fakes as it enters the loss. */
  public double labelPenalty() {
    return realLabelPenalty + fakeLabelPenalty;
  }

  /** The sum with another report, times a factor. */
  DiscriminatorReport plus(DiscriminatorReport other, double factor) {
    return new DiscriminatorReport(
        loss + other.loss * factor,
        realScore + other.realScore * factor,
        fakeScore + other.fakeScore * factor,
        mixedScore + other.mixedScore * factor,
        gradientNorm + other.gradientNorm * factor,
        gradientPenalty + other.gradientPenalty * factor,
        driftPenalty + other.driftPenalty * factor,
        realLabelPenalty + other.realLabelPenalty * factor,
        fakeLabelPenalty + other.fakeLabelPenalty * factor);
  }

  /** The report of nothing. */
  static final DiscriminatorReport ZERO = new DiscriminatorReport(0, 0, 0, 0, 0, 0, 0, 0, 0);
}
