package io.progan.core.loss.term;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Tensor;
import io.progan.core.loss.GanGraph;
import io.progan.core.loss.LossTerms;

/** The hinge loss (Lim and Ye, "Geometric GAN", 2017) as BigGAN has it. */
public final class Hinge {

  private Hinge() {}

  /** {@code mean(max(0, 1 - D(real))) + mean(max(0, 1 + D(fake)))}. */
  public static void discriminator(GanGraph gan, LossTerms terms) {
    Tensor reals = gan.realScores();
    Tensor fakes = gan.fakeScores();
    terms.report(Wasserstein.REAL_SCORE, reals, 1);
    terms.report(Wasserstein.FAKE_SCORE, fakes, 1);
    terms.add("realLoss", Arithmetic.leakyRelu(reals.times(-1).plus(1), 0), 1);
    terms.add("fakeLoss", Arithmetic.leakyRelu(fakes.plus(1), 0), 1);
  }
}
