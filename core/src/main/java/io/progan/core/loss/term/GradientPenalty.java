package io.progan.core.loss.term;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Tensor;
import io.progan.core.loss.GanGraph;
import io.progan.core.loss.LossPart;
import io.progan.core.loss.LossTerms;

/**
 * The gradient penalty of WGAN-GP (equation 3): {@code lambda / target^2 * (norm - target)^2}, with
 * the norm of the gradient of the score at images between reals and fakes, at full resolution.
 *
 * <p>It is exact: the gradient is part of the graph and is differentiated like everything else.
 *
 * @param lambda its weight
 * @param target the norm that it asks for
 */
public record GradientPenalty(double lambda, double target) implements LossPart {

  @Override
  public void add(GanGraph gan, LossTerms terms) {
    Tensor mixed = gan.mixed();
    Tensor scores = GanGraph.score(gan.mixedOutput());
    Tensor gradients = terms.gradient(scores, mixed);
    Tensor squares = Reduction.sumOver(gradients.times(gradients), 1, 2, 3);
    // The gradient at images of full resolution is smaller by the size of a pixel.
    Tensor norms = Arithmetic.sqrt(squares).times(1.0 / gan.imageScale());
    Tensor excess = norms.plus(-target);
    terms.report("mixedScore", scores, 1);
    terms.report("gradientNorm", norms, 1);
    terms.add("gradientPenalty", excess.times(excess), lambda / (target * target));
  }
}
