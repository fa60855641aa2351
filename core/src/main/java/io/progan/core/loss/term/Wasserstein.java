package io.progan.core.loss.term;

import io.progan.core.graph.Tensor;
import io.progan.core.loss.GanGraph;
import io.progan.core.loss.LossTerms;

/** The critic's estimate of the Wasserstein distance (WGAN-GP, equation 3 without the penalty). */
public final class Wasserstein {

  /** The mean score of the reals. */
  public static final String REAL_SCORE = "realScore";

  /** The mean score of the fakes. */
  public static final String FAKE_SCORE = "fakeScore";

  private Wasserstein() {}

  /** Fakes are to score low, reals high. */
  public static void discriminator(GanGraph gan, LossTerms terms) {
    Tensor reals = gan.realScores();
    Tensor fakes = gan.fakeScores();
    terms.minimise(() -> fakes.minus(reals), 1);
    terms.report(REAL_SCORE, reals, 1);
    terms.report(FAKE_SCORE, fakes, 1);
  }

  /** Fakes are to score high. */
  public static void generator(GanGraph gan, LossTerms terms) {
    Tensor fakes = gan.fakeScores();
    terms.minimise(() -> fakes, -1);
    terms.report(FAKE_SCORE, fakes, 1);
  }
}
