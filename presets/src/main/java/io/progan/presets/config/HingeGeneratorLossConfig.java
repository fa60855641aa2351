package io.progan.presets.config;

/**
 * The hinge loss of the generator: fakes are to score high.
 *
 * @param orthoStrength of the orthogonal regularisation of the weights; 0 for none
 * @param orthoForm what it adds
 */
public record HingeGeneratorLossConfig(double orthoStrength, OrthoForm orthoForm)
    implements GeneratorLossConfig, OrthogonalLossConfig {

  /** The kind's name in JSON. */
  public static final String KIND = "hinge";

  /** Checks every value. */
  public HingeGeneratorLossConfig {
    Check.notNegative("orthoStrength", orthoStrength);
    Check.present("orthoForm", orthoForm);
  }

  /** The defaults: no regularisation. */
  public static HingeGeneratorLossConfig defaults() {
    return new HingeGeneratorLossConfig(0, OrthoForm.CODE);
  }

  @Override
  public String kind() {
    return KIND;
  }
}
