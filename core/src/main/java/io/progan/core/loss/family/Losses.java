package io.progan.core.loss.family;

import io.progan.core.loss.Loss;
import io.progan.core.loss.LossPart;
import io.progan.core.loss.term.DriftPenalty;
import io.progan.core.loss.term.GradientPenalty;
import io.progan.core.loss.term.Hinge;
import io.progan.core.loss.term.LabelPenalty;
import io.progan.core.loss.term.LeastSquares;
import io.progan.core.loss.term.Logistic;
import io.progan.core.loss.term.RealGradientPenalty;
import io.progan.core.loss.term.Wasserstein;
import io.progan.presets.config.DiscriminatorLossConfig;
import io.progan.presets.config.GeneratorLossConfig;
import io.progan.presets.config.HingeDiscriminatorLossConfig;
import io.progan.presets.config.HingeGeneratorLossConfig;
import io.progan.presets.config.LsganDiscriminatorLossConfig;
import io.progan.presets.config.LsganGeneratorLossConfig;
import io.progan.presets.config.SoftplusDiscriminatorLossConfig;
import io.progan.presets.config.SoftplusGeneratorLossConfig;
import io.progan.presets.config.WganGpDiscriminatorLossConfig;
import io.progan.presets.config.WganGpGeneratorLossConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes losses of the kind that their configuration asks for. */
public final class Losses {

  /** A discriminator that tells all fakes from all reals teaches nothing any more. */
  private static final double LEAST = 1e-3;

  private static final String LABELS = "labelPenalty";
  private static final Map<String, Map<String, Integer>> SUMS = sums();
  private static final Map<String, String> SCORES = scores();

  private Losses() {}

  private static Map<String, Map<String, Integer>> sums() {
    Map<String, Map<String, Integer>> sums = new LinkedHashMap<>();
    sums.put("wasserstein", Map.of(Wasserstein.FAKE_SCORE, 1, Wasserstein.REAL_SCORE, -1));
    sums.put(LABELS, Map.of("realLabelPenalty", 1, "fakeLabelPenalty", 1));
    return sums;
  }

  private static Map<String, String> scores() {
    Map<String, String> scores = new LinkedHashMap<>();
    scores.put(Wasserstein.REAL_SCORE, "reals");
    scores.put(Wasserstein.FAKE_SCORE, "fakes");
    return scores;
  }

  /** The loss of the discriminator. */
  public static Loss discriminator(DiscriminatorLossConfig loss) {
    if (loss instanceof WganGpDiscriminatorLossConfig wgan) {
      List<LossPart> parts =
          List.of(
              Wasserstein::discriminator,
              new GradientPenalty(wgan.wganLambda(), wgan.wganTarget()),
              new DriftPenalty(wgan.wganEpsilon()),
              new LabelPenalty(wgan.condWeight())::discriminator);
      // Without the drift penalty nothing holds the scores.
      return new Loss(parts, SUMS, wgan.wganEpsilon() > 0 ? SCORES : Map.of());
    }
    if (loss instanceof LsganDiscriminatorLossConfig lsgan) {
      List<LossPart> parts =
          List.of(
              new LeastSquares(lsgan.fakeWeight())::discriminator,
              new LabelPenalty(lsgan.condWeight())::discriminator);
      return new Loss(parts, Map.of(LABELS, SUMS.get(LABELS)), SCORES);
    }
    if (loss instanceof HingeDiscriminatorLossConfig hinge) {
      return projected(Hinge::discriminator, hinge.r1Gamma());
    }
    if (loss instanceof SoftplusDiscriminatorLossConfig softplus) {
      return projected(Logistic::discriminator, softplus.r1Gamma());
    }
    throw new IllegalArgumentException("no loss of the kind " + loss.kind());
  }

  /** One without a class part, since the score is of the image with its label. */
  private static Loss projected(LossPart adversarial, double r1Gamma) {
    List<LossPart> parts =
        r1Gamma > 0 ? List.of(adversarial, new RealGradientPenalty(r1Gamma)) : List.of(adversarial);
    return new Loss(parts, Map.of(), SCORES, LEAST);
  }

  /** The loss of the generator. */
  public static Loss generator(GeneratorLossConfig loss) {
    if (loss instanceof WganGpGeneratorLossConfig wgan) {
      return new Loss(
          List.of(Wasserstein::generator, new LabelPenalty(wgan.condWeight())::generator));
    }
    if (loss instanceof LsganGeneratorLossConfig lsgan) {
      return new Loss(
          List.of(LeastSquares::generator, new LabelPenalty(lsgan.condWeight())::generator));
    }
    if (loss instanceof HingeGeneratorLossConfig) {
      return new Loss(List.of(Wasserstein::generator));
    }
    if (loss instanceof SoftplusGeneratorLossConfig) {
      return new Loss(List.of(Logistic::generator));
    }
    throw new IllegalArgumentException("no loss of the kind " + loss.kind());
  }

  /** 1 if a discriminator gives what looks real a high score, -1 if a low one. */
  public static int realSign(DiscriminatorLossConfig loss) {
    return loss instanceof LsganDiscriminatorLossConfig ? -1 : 1;
  }
}
