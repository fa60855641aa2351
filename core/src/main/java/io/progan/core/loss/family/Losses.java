package io.progan.core.loss.family;

import io.progan.core.loss.Loss;
import io.progan.core.loss.LossPart;
import io.progan.core.loss.term.DriftPenalty;
import io.progan.core.loss.term.GradientPenalty;
import io.progan.core.loss.term.LabelPenalty;
import io.progan.core.loss.term.Wasserstein;
import io.progan.presets.config.DiscriminatorLossConfig;
import io.progan.presets.config.GeneratorLossConfig;
import io.progan.presets.config.WganGpDiscriminatorLossConfig;
import io.progan.presets.config.WganGpGeneratorLossConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes losses of the kind that their configuration asks for. */
public final class Losses {

  private static final Map<String, Map<String, Integer>> SUMS = sums();
  private static final Map<String, String> SCORES = scores();

  private Losses() {}

  private static Map<String, Map<String, Integer>> sums() {
    Map<String, Map<String, Integer>> sums = new LinkedHashMap<>();
    sums.put("wasserstein", Map.of(Wasserstein.FAKE_SCORE, 1, Wasserstein.REAL_SCORE, -1));
    sums.put("labelPenalty", Map.of("realLabelPenalty", 1, "fakeLabelPenalty", 1));
    return sums;
  }

  private static Map<String, String> scores() {
    Map<String, String> scores = new LinkedHashMap<>();
    scores.put(Wasserstein.REAL_SCORE, "reals");
    scores.put(Wasserstein.FAKE_SCORE, "fakes");
    return scores;
  }

  /** The loss of the discriminator: WGAN-GP, drift penalty, AC-GAN. */
  public static Loss discriminator(DiscriminatorLossConfig loss) {
    WganGpDiscriminatorLossConfig config = WganGpDiscriminatorLossConfig.of(loss);
    List<LossPart> parts =
        List.of(
            Wasserstein::discriminator,
            new GradientPenalty(config.wganLambda(), config.wganTarget()),
            new DriftPenalty(config.wganEpsilon()),
            new LabelPenalty(config.condWeight())::discriminator);
    // Without the drift penalty nothing holds the scores.
    return new Loss(parts, SUMS, config.wganEpsilon() > 0 ? SCORES : Map.of());
  }

  /** The loss of the generator: minus the score of the fakes, AC-GAN. */
  public static Loss generator(GeneratorLossConfig loss) {
    WganGpGeneratorLossConfig config = WganGpGeneratorLossConfig.of(loss);
    return new Loss(
        List.of(Wasserstein::generator, new LabelPenalty(config.condWeight())::generator));
  }
}
