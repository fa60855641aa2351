package io.progan.core.network.family;

import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.progressive.ProgressiveDiscriminator;
import io.progan.core.network.progressive.ProgressiveGenerator;
import io.progan.core.network.residual.BigGanDiscriminator;
import io.progan.core.network.residual.BigGanGenerator;
import io.progan.core.network.theano.ModeRecoveryDiscriminator;
import io.progan.core.network.theano.ModeRecoveryGenerator;
import io.progan.core.network.theano.TheanoDiscriminator;
import io.progan.core.network.theano.TheanoGenerator;
import io.progan.presets.config.BigGanDiscriminatorConfig;
import io.progan.presets.config.BigGanGeneratorConfig;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.DiscriminatorConfig;
import io.progan.presets.config.GeneratorConfig;
import io.progan.presets.config.ModeRecoveryDiscriminatorConfig;
import io.progan.presets.config.ModeRecoveryGeneratorConfig;
import io.progan.presets.config.ProgressiveDiscriminatorConfig;
import io.progan.presets.config.ProgressiveGeneratorConfig;
import io.progan.presets.config.TheanoDiscriminatorConfig;
import io.progan.presets.config.TheanoGeneratorConfig;

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
    if (config instanceof ProgressiveGeneratorConfig progressive) {
      return new ProgressiveGenerator(progressive, shape);
    }
    if (config instanceof TheanoGeneratorConfig theano) {
      return new TheanoGenerator(theano, shape);
    }
    if (config instanceof ModeRecoveryGeneratorConfig modeRecovery) {
      return new ModeRecoveryGenerator(modeRecovery, shape);
    }
    if (config instanceof BigGanGeneratorConfig bigGan) {
      return new BigGanGenerator(bigGan, shape);
    }
    throw new IllegalArgumentException("no generator of the kind " + config.kind());
  }

  /**
   * A discriminator.
   *
   * @param config its kind and options
   * @param shape what the images look like at full resolution, and the length of a label
   */
  public static DiscriminatorNetwork discriminator(DiscriminatorConfig config, DatasetShape shape) {
    if (config instanceof ProgressiveDiscriminatorConfig progressive) {
      return new ProgressiveDiscriminator(progressive, shape);
    }
    if (config instanceof TheanoDiscriminatorConfig theano) {
      return new TheanoDiscriminator(theano, shape);
    }
    if (config instanceof ModeRecoveryDiscriminatorConfig modeRecovery) {
      return new ModeRecoveryDiscriminator(modeRecovery, shape);
    }
    if (config instanceof BigGanDiscriminatorConfig bigGan) {
      return new BigGanDiscriminator(bigGan, shape);
    }
    throw new IllegalArgumentException("no discriminator of the kind " + config.kind());
  }
}
