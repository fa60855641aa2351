package io.progan.core.loss.term;

import io.progan.core.graph.Tensor;
import io.progan.core.loss.GanGraph;
import io.progan.core.loss.LossTerms;

/**
 * Least squares (Mao et al., "Least Squares Generative Adversarial Networks", 2017, equation 2), as
 * the Theano version has it: reals are to score 0 and fakes 1, and the generator wants 0.
 *
 * @param fakeWeight weight of the fakes' term beside that of the reals
 */
public record LeastSquares(double fakeWeight) {

  /** {@code mean(D(real)^2) + fakeWeight * mean((D(fake) - 1)^2)}. */
  public void discriminator(GanGraph gan, LossTerms terms) {
    Tensor reals = gan.realScores();
    Tensor fakes = gan.fakeScores();
    Tensor excess = fakes.plus(-1);
    terms.report(Wasserstein.REAL_SCORE, reals, 1);
    terms.report(Wasserstein.FAKE_SCORE, fakes, 1);
    terms.add("realSquares", reals.times(reals), 1);
    terms.add("fakeSquares", excess.times(excess), fakeWeight);
  }

  /** {@code mean(D(fake)^2)}. */
  public static void generator(GanGraph gan, LossTerms terms) {
    Tensor fakes = gan.fakeScores();
    terms.minimise(() -> fakes.times(fakes), 1);
    terms.report(Wasserstein.FAKE_SCORE, fakes, 1);
  }
}
