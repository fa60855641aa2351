package io.progan.core.layer;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Tensor;
import io.progan.core.state.Precision;

/**
 * What follows a layer's bias.
 *
 * @param slope of the (leaky) ReLU for negative values; 1 for none
 * @param pixelNormEpsilon added under the root of the pixel norm; 0 for no pixel norm
 */
public record Activation(double slope, double pixelNormEpsilon) {

  /** The slope of leaky ReLU in both networks. */
  public static final double LEAKY_SLOPE = 0.2;

  /** No activation: the output of a network. */
  public static final Activation LINEAR = new Activation(1, 0);

  /** Leaky ReLU alone: everywhere in the discriminator. */
  public static final Activation LEAKY_RELU = new Activation(LEAKY_SLOPE, 0);

  /** Applies the activation to {@code [minibatch, channels, ...]}. */
  public Tensor apply(Precision precision, Tensor x) {
    Tensor activated =
        slope == 1 ? x : precision.step(Arithmetic.leakyRelu(x, precision.constant(slope)));
    return pixelNormEpsilon == 0 ? activated : pixelNorm(precision, activated, pixelNormEpsilon);
  }

  /**
   * Pixelwise feature vector normalization (paper, section 4.2): {@code x / sqrt(mean over channels
   * of x^2 + epsilon)}.
   */
  public static Tensor pixelNorm(Precision precision, Tensor x, double epsilon) {
    Tensor meanSquare = precision.step(Reduction.meanOver(precision.step(x.times(x)), 1));
    Tensor sum = precision.step(meanSquare.plus(precision.constant(epsilon)));
    return precision.step(x.times(precision.step(Arithmetic.rsqrt(sum))));
  }
}
