package io.progan.core.layer;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.state.Initializer;
import io.progan.core.state.NoiseSource;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import io.progan.presets.config.DropoutMode;

/**
 * Noise on the feature maps of each image, as the Theano version has it: one strength for all
 * layers of a discriminator, which follows its loss (paper, appendix B).
 *
 * @param mode what it does
 * @param normalize whether the factors of an image are scaled to a root mean square of 1
 * @param coefficient factor of the strength
 * @param decay of the average of the loss
 * @param limit what the average must exceed
 * @param exponent of the excess
 */
public record GeneralizedDropout(
    DropoutMode mode,
    boolean normalize,
    double coefficient,
    double decay,
    double limit,
    double exponent) {

  /** The present strength, which a graph reads; it begins at 0. */
  public static final Slot STRENGTH = Slot.kept("Dropout/strength", Initializer.ZEROS, 1);

  /** The moving average of the loss, within 0 and 1. */
  public static final Slot AVERAGE = Slot.kept("Dropout/average", Initializer.ZEROS, 1);

  /**
   * Adds noise to the input of a layer; does nothing in a pass that only computes.
   *
   * @param layer its name
   * @param x {@code [images, channels, height, width]}
   */
  public Tensor apply(Pass pass, String layer, Tensor x) {
    NoiseSource.Kind kind =
        mode == DropoutMode.DROP ? NoiseSource.Kind.UNIFORM : NoiseSource.Kind.NORMAL;
    return pass.noise(kind, layer, x.size(0), x.size(1))
        .map(noise -> x.times(Shaping.reshape(factor(pass, noise), x.size(0), x.size(1), 1, 1)))
        .orElse(x);
  }

  /** What each feature map of each image is multiplied by, {@code [images, channels]}. */
  private Tensor factor(Pass pass, Tensor noise) {
    Tensor strength = Shaping.reshape(pass.slot(STRENGTH), 1, 1);
    Tensor factor =
        switch (mode) {
          case PROP -> noise.times(strength.times(Math.sqrt((double) noise.size(1)))).plus(1);
          case MUL -> Arithmetic.exp(noise.times(Arithmetic.log(strength.plus(1))));
          case DROP -> {
            Tensor kept = strength.times(-1).plus(1);
            yield Arithmetic.divide(Arithmetic.step(kept.minus(noise)), kept);
          }
        };
    return normalize ? normalized(factor) : factor;
  }

  private static Tensor normalized(Tensor factor) {
    Tensor meanSquare = Reduction.meanOver(factor.times(factor), 1);
    return Arithmetic.divide(factor, Arithmetic.sqrt(meanSquare));
  }

  /**
   * Follows the loss of an iteration.
   *
   * @param state of the discriminator
   * @param loss of its last step; one that is not finite changes nothing
   */
  public void adapt(StateVector state, double loss) {
    if (!Double.isFinite(loss)) {
      return;
    }
    double before = state.view(AVERAGE.name()).getDouble(0);
    double average = decay * before + (1 - decay) * Math.min(Math.max(loss, 0), 1);
    state.view(AVERAGE.name()).assign(average);
    state.view(STRENGTH.name()).assign(strength(average));
  }

  /** The strength that follows from an average. */
  double strength(double average) {
    return coefficient * Math.pow(Math.max(average - limit, 0), exponent);
  }
}
