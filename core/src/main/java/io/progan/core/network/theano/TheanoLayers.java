package io.progan.core.network.theano;

import io.progan.core.layer.Activation;
import io.progan.core.layer.Conv;
import io.progan.core.layer.Dense;
import io.progan.core.layer.DenseToImage;
import io.progan.core.layer.Layer;
import io.progan.core.layer.norm.BatchNorm;
import io.progan.core.layer.norm.LayerNorm;
import io.progan.core.layer.norm.Norm;
import io.progan.core.layer.weight.MeasuredWeight;
import io.progan.core.layer.weight.Weight;
import io.progan.core.layer.weight.WeightScaling;
import io.progan.core.state.Precision;
import io.progan.presets.config.ProgressiveGeneratorConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the layers of one network of the Theano version: weights, and the norms and the activation
 * that follow them.
 *
 * @param useWscale equalized learning rate
 * @param measureWscale whether its scale is measured
 * @param layerNorm whether layers have layer norm
 * @param batchNorm whether layers have batch norm
 * @param activation of all layers that are not linear
 */
record TheanoLayers(
    boolean useWscale,
    boolean measureWscale,
    boolean layerNorm,
    boolean batchNorm,
    Activation activation) {

  private static final double PIXEL_NORM_EPSILON = 1e-8;

  /** What pixel norm adds below its root; more where the usual number is 0. */
  static double pixelNormEpsilon(Precision precision) {
    return precision.constant(PIXEL_NORM_EPSILON) == 0
        ? ProgressiveGeneratorConfig.HALF_EPSILON
        : PIXEL_NORM_EPSILON;
  }

  private static final double GAIN = WeightScaling.RELU_GAIN;

  /** A convolution with norms and activation. */
  Layer conv(String name, int in, int out) {
    return new Conv(name, convWeight(name, 3, GAIN, in, out), norms(name, out), activation);
  }

  /** A conversion from RGB, without norms. */
  Layer fromRgb(String name, int channels, int out) {
    return new Conv(name, convWeight(name, 1, GAIN, channels, out), activation);
  }

  /** A conversion to RGB: linear, without norms. */
  Layer toRgb(String name, int kernel, int in, int channels) {
    return new Conv(name, convWeight(name, kernel, 1, in, channels), Activation.LINEAR);
  }

  /** The generator's first layer. */
  Layer latentsToImages(String name, int in, int out) {
    long outputs = (long) out * DenseToImage.PIXELS;
    Weight weight = weight(name, GAIN / 4, in, in, outputs);
    return new DenseToImage(name, weight, norms(name, out), activation);
  }

  /** A fully connected layer with norms and activation. */
  Layer dense(String name, long in, long out) {
    return new Dense(name, weight(name, GAIN, in, in, out), norms(name, out), activation);
  }

  /** The last layer of a discriminator: linear, without norms. */
  Layer output(String name, long in, long out) {
    return new Dense(name, weight(name, 1, in, in, out), Activation.LINEAR);
  }

  private Weight convWeight(String name, int kernel, double gain, int in, int out) {
    return weight(name, gain, (long) in * kernel * kernel, kernel, kernel, in, out);
  }

  private Weight weight(String name, double gain, long fanIn, long... shape) {
    if (useWscale && measureWscale) {
      return new MeasuredWeight(name, gain / Math.sqrt((double) fanIn), shape);
    }
    WeightScaling scaling = useWscale ? WeightScaling.EQUALIZED : WeightScaling.PLAIN;
    return scaling.weight(name, gain, fanIn, shape);
  }

  private List<Norm> norms(String name, long out) {
    List<Norm> norms = new ArrayList<>();
    if (layerNorm) {
      norms.add(new LayerNorm(name));
    }
    if (batchNorm) {
      norms.add(new BatchNorm(name, out));
    }
    return norms;
  }
}
