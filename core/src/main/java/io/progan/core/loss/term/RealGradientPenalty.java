package io.progan.core.loss.term;

import io.progan.core.graph.Reduction;
import io.progan.core.graph.Tensor;
import io.progan.core.loss.GanGraph;
import io.progan.core.loss.LossPart;
import io.progan.core.loss.LossTerms;

/**
 * R1 (Mescheder et al., "Which Training Methods for GANs do actually Converge?", 2018, equation 9):
 * {@code gamma / 2} times the squared norm of the score's gradient at reals. It is exact.
 *
 * @param gamma twice its weight
 */
public record RealGradientPenalty(double gamma) implements LossPart {

  @Override
  public void add(GanGraph gan, LossTerms terms) {
    Tensor reals = gan.reals();
    Tensor gradients = terms.gradient(gan.realScores(), reals);
    Tensor squares = Reduction.sumOver(gradients.times(gradients), 1, 2, 3);
    terms.add("realGradientPenalty", squares, gamma / 2);
  }
}
