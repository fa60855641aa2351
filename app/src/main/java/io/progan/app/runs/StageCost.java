package io.progan.app.runs;

import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Stage;
import io.progan.core.network.family.Networks;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.util.HashMap;
import java.util.Map;

/** How much an image costs at each resolution: the operations of one pass of both networks. */
final class StageCost {

  private final GeneratorNetwork generator;
  private final DiscriminatorNetwork discriminator;
  private final Map<Integer, Double> known = new HashMap<>();

  StageCost(RunConfig config, DatasetShape shape) {
    generator = Networks.generator(config.generator(), shape);
    discriminator = Networks.discriminator(config.discriminator(), shape);
  }

  /** The floating-point operations at a resolution. */
  double flops(int resolution) {
    return known.computeIfAbsent(resolution, this::count);
  }

  private double count(int resolution) {
    Stage stage = new Stage(Integer.numberOfTrailingZeros(resolution), false);
    return generator.trace(stage, 1).flops() + discriminator.trace(stage, 1).flops();
  }
}
