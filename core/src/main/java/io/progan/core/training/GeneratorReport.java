package io.progan.core.training;

/**
 * Means over a minibatch in a generator step.
 *
 * @param loss what was minimised
 * @param fakeScore the scores of the fakes
 * @param labelPenalty the label penalty as it enters the loss
 */
public record GeneratorReport(double loss, double fakeScore, double labelPenalty) {

  /** The report of nothing. */
  static final GeneratorReport ZERO = new GeneratorReport(0, 0, 0);

  /** The sum with another report, times a factor. */
  GeneratorReport plus(GeneratorReport other, double factor) {
    return new GeneratorReport(
        loss + other.loss * factor,
        fakeScore + other.fakeScore * factor,
        labelPenalty + other.labelPenalty * factor);
  }
}
