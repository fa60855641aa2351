package io.progan.presets.config;

/**
 * The generator's WGAN and AC-GAN loss.
 *
 * @param condWeight weight of the label term
 */
public record GeneratorLossConfig(double condWeight) {

  /** Checks the value. */
  public GeneratorLossConfig {
    Check.notNegative("condWeight", condWeight);
  }

  /** The official defaults. */
  public static GeneratorLossConfig defaults() {
    return new GeneratorLossConfig(1.0);
  }
}
