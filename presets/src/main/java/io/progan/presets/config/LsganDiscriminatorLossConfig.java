package io.progan.presets.config;

/**
 * The discriminator's least-squares loss and AC-GAN's label terms. Reals are to score 0, fakes 1.
 *
 * @param fakeWeight weight of the fakes' term beside that of the reals
 * @param condWeight weight of the label terms
 */
public record LsganDiscriminatorLossConfig(double fakeWeight, double condWeight)
    implements DiscriminatorLossConfig {

  /** The kind's name in JSON. */
  public static final String KIND = "lsgan";

  /** Checks every value. */
  public LsganDiscriminatorLossConfig {
    Check.notNegative("fakeWeight", fakeWeight);
    Check.notNegative("condWeight", condWeight);
  }

  /** The defaults of the Theano version. */
  public static LsganDiscriminatorLossConfig defaults() {
    return new LsganDiscriminatorLossConfig(0.1, 1.0);
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
