package io.progan.core.exchange.torch;

import io.progan.presets.config.BigGanGeneratorConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Options of networks that tensors do not tell: the user's, or else those of the training's record,
 * or else those of BigGAN-PyTorch's ImageNet scripts.
 *
 * @param snEpsilon lower bound of the norms of the power iteration
 * @param bnEpsilon added under the root of batch norm
 * @param generatorIterations of the power iteration for each use of a weight
 * @param discriminatorIterations the same of D
 * @param assumed names of those that nobody has said, with their values
 */
record Untold(
    double snEpsilon,
    double bnEpsilon,
    int generatorIterations,
    int discriminatorIterations,
    List<String> assumed) {

  private static final String SN_OPTION = "--sn-eps";
  private static final String BN_OPTION = "--bn-eps";

  /** Chooses them. */
  static Untold of(TorchOptions options, TrainingRecord record) {
    BigGanGeneratorConfig defaults = BigGanGeneratorConfig.defaults();
    OptionalDouble sn = or(options.snEpsilon(), record.option("SN_eps"));
    OptionalDouble bn = or(options.bnEpsilon(), record.option("BN_eps"));
    List<String> assumed = new ArrayList<>();
    if (sn.isEmpty()) {
      assumed.add("snEpsilon %s (%s)".formatted(defaults.snEpsilon(), SN_OPTION));
    }
    if (bn.isEmpty()) {
      assumed.add("bnEpsilon %s (%s)".formatted(defaults.bnEpsilon(), BN_OPTION));
    }
    return new Untold(
        sn.orElse(defaults.snEpsilon()),
        bn.orElse(defaults.bnEpsilon()),
        (int) record.option("num_G_SV_itrs").orElse(1),
        (int) record.option("num_D_SV_itrs").orElse(1),
        assumed);
  }

  private static OptionalDouble or(OptionalDouble first, OptionalDouble second) {
    return first.isPresent() ? first : second;
  }

  Map<String, Object> generator() {
    return Map.of(
        "snEpsilon", snEpsilon, "bnEpsilon", bnEpsilon, "powerIterations", generatorIterations);
  }

  Map<String, Object> discriminator() {
    return Map.of("snEpsilon", snEpsilon, "powerIterations", discriminatorIterations);
  }
}
