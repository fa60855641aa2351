package io.progan.presets.config;

/**
 * The generator's WGAN and AC-GAN loss.
 *
 * @param condWeight weight of the label term
 */
public record WganGpGeneratorLossConfig(double condWeight) implements GeneratorLossConfig {

  /** The kind's name in JSON. */
  public static final String KIND = "wgan-gp";

  /** Checks the value. */
  public WganGpGeneratorLossConfig {
    Check.notNegative("condWeight", condWeight);
  }

  /** The official defaults. */
  public static WganGpGeneratorLossConfig defaults() {
    return new WganGpGeneratorLossConfig(1.0);
  }

  @Override
  public String kind() {
    return KIND;
  }
}
