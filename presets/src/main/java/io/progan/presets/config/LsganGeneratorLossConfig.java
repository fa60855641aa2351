package io.progan.presets.config;

/**
 * The generator's least-squares loss and AC-GAN's label term. Fakes are to score 0, as reals do.
 *
 * @param condWeight weight of the label term
 */
public record LsganGeneratorLossConfig(double condWeight) implements GeneratorLossConfig {

  /** The kind's name in JSON. */
  public static final String KIND = "lsgan";

  /** Checks the value. */
  public LsganGeneratorLossConfig {
    Check.notNegative("condWeight", condWeight);
  }

  /** The defaults of the Theano version. */
  public static LsganGeneratorLossConfig defaults() {
    return new LsganGeneratorLossConfig(1.0);
  }

  @Override
  public String kind() {
    return KIND;
  }
}
