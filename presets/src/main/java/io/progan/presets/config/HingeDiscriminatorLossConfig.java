package io.progan.presets.config;

/**
 * The hinge loss of the discriminator (Lim and Ye, "Geometric GAN", 2017): reals are to score above
 * 1, fakes below -1.
 *
 * @param r1Gamma twice the weight of the squared gradient of the score at reals (Mescheder et al.,
 *     2018)
 * @param orthoStrength of the orthogonal regularisation of the weights; 0 for none
 * @param orthoForm what it adds
 */
public record HingeDiscriminatorLossConfig(
    double r1Gamma, double orthoStrength, OrthoForm orthoForm)
    implements DiscriminatorLossConfig, OrthogonalLossConfig {

  /** The kind's name in JSON. */
  public static final String KIND = "hinge";

  /** Checks every value. */
  public HingeDiscriminatorLossConfig {
    Check.notNegative("r1Gamma", r1Gamma);
    Check.notNegative("orthoStrength", orthoStrength);
    Check.present("orthoForm", orthoForm);
  }

  /** The defaults: no regularisation. */
  public static HingeDiscriminatorLossConfig defaults() {
    return new HingeDiscriminatorLossConfig(0, 0, OrthoForm.CODE);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean readsLogits() {
    return false;
  }
}
