package io.progan.presets.config;

/**
 * The discriminator's WGAN-GP and AC-GAN loss.
 *
 * @param wganLambda weight of the gradient penalty
 * @param wganEpsilon weight of the term that keeps the scores of reals near zero
 * @param wganTarget the gradient norm that the penalty asks for
 * @param condWeight weight of the label terms
 */
public record WganGpDiscriminatorLossConfig(
    double wganLambda, double wganEpsilon, double wganTarget, double condWeight)
    implements DiscriminatorLossConfig {

  /** The kind's name in JSON. */
  public static final String KIND = "wgan-gp";

  /** Checks every value. */
  public WganGpDiscriminatorLossConfig {
    Check.notNegative("wganLambda", wganLambda);
    Check.notNegative("wganEpsilon", wganEpsilon);
    Check.positive("wganTarget", wganTarget);
    Check.notNegative("condWeight", condWeight);
  }

  /** The official defaults. */
  public static WganGpDiscriminatorLossConfig defaults() {
    return new WganGpDiscriminatorLossConfig(10.0, 0.001, 1.0, 1.0);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean readsLogits() {
    return true;
  }
}
