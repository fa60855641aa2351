package io.progan.presets.config;

/**
 * The logistic loss of the generator that does not saturate (Goodfellow et al., 2014).
 *
 * @param orthoStrength of the orthogonal regularisation of the weights; 0 for none
 * @param orthoForm what it adds
 */
public record SoftplusGeneratorLossConfig(double orthoStrength, OrthoForm orthoForm)
    implements GeneratorLossConfig, OrthogonalLossConfig {

  /** The kind's name in JSON. */
  public static final String KIND = "softplus";

  /** Checks every value. */
  public SoftplusGeneratorLossConfig {
    Check.notNegative("orthoStrength", orthoStrength);
    Check.present("orthoForm", orthoForm);
  }

  /** The defaults: no regularisation. */
  public static SoftplusGeneratorLossConfig defaults() {
    return new SoftplusGeneratorLossConfig(0, OrthoForm.CODE);
  }

  @Override
  public String kind() {
    return KIND;
  }
}
