package io.progan.presets.config;

/**
 * The discriminator's WGAN-GP and AC-GAN loss.
 *
 * @param wganLambda weight of the gradient penalty
 * @param wganEpsilon weight of the term that keeps the scores of reals near zero
 * @param wganTarget the gradient norm that the penalty asks for
 * @param condWeight weight of the label terms
 */
public record DiscriminatorLossConfig(
    double wganLambda, double wganEpsilon, double wganTarget, double condWeight) {

  /** Checks every value. */
  public DiscriminatorLossConfig {
    Check.notNegative("wganLambda", wganLambda);
    Check.notNegative("wganEpsilon", wganEpsilon);
    Check.positive("wganTarget", wganTarget);
    Check.notNegative("condWeight", condWeight);
  }

  /** The official defaults. */
  public static DiscriminatorLossConfig defaults() {
    return new DiscriminatorLossConfig(10.0, 0.001, 1.0, 1.0);
  }
}
