package io.progan.core.network.family;

import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.progressive.ProgressiveDiscriminator;
import io.progan.core.network.progressive.ProgressiveGenerator;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.DiscriminatorConfig;
import io.progan.presets.config.GeneratorConfig;
import io.progan.presets.config.ProgressiveDiscriminatorConfig;
import io.progan.presets.config.ProgressiveGeneratorConfig;

/** Makes networks of the kind that their configuration asks for. */
public final class Networks {

  private Networks() {}

  /**
   * A generator.
   *
   * @param config its kind and options
   * @param shape what the images look like at full resolution, and the length of a label
   */
  public static GeneratorNetwork generator(GeneratorConfig config, DatasetShape shape) {
    return new ProgressiveGenerator(ProgressiveGeneratorConfig.of(config), shape);
  }

  /**
   * A discriminator.
   *
   * @param config its kind and options
   * @param shape what the images look like at full resolution, and the length of a label
   */
  public static DiscriminatorNetwork discriminator(DiscriminatorConfig config, DatasetShape shape) {
    return new ProgressiveDiscriminator(ProgressiveDiscriminatorConfig.of(config), shape);
  }
}
