package io.progan.core.loss.term;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Tensor;
import io.progan.core.loss.GanGraph;
import io.progan.core.loss.LossTerms;

/** The logistic loss (Goodfellow et al., 2014), with the generator's that does not saturate. */
public final class Logistic {

  private Logistic() {}

  /** {@code mean(softplus(-D(real))) + mean(softplus(D(fake)))}. */
  public static void discriminator(GanGraph gan, LossTerms terms) {
    Tensor reals = gan.realScores();
    Tensor fakes = gan.fakeScores();
    terms.report(Wasserstein.REAL_SCORE, reals, 1);
    terms.report(Wasserstein.FAKE_SCORE, fakes, 1);
    terms.add("realLoss", Arithmetic.softplus(reals.times(-1)), 1);
    terms.add("fakeLoss", Arithmetic.softplus(fakes), 1);
  }

  /** {@code mean(softplus(-D(fake)))}. */
  public static void generator(GanGraph gan, LossTerms terms) {
    Tensor fakes = gan.fakeScores();
    terms.minimise(() -> Arithmetic.softplus(fakes.times(-1)), 1);
    terms.report(Wasserstein.FAKE_SCORE, fakes, 1);
  }
}
