package io.progan.core.layer;

import io.progan.core.graph.Product;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import java.util.List;

/**
 * The generator's first layer: latents {@code [minibatch, in]} to images {@code [minibatch, out, 4,
 * 4]}, with one bias for each channel.
 *
 * @param name the layer's name
 * @param in the number of latents and labels
 * @param out output channels
 * @param activation what follows
 */
public record DenseToImage(String name, long in, long out, Activation activation) implements Layer {

  private static final long PIXELS = 16;

  @Override
  public List<Parameter> parameters() {
    return List.of(weight(), Parameter.bias(name, out));
  }

  /** The gain makes up for a fan-in that is not that of a convolution. */
  private Parameter weight() {
    return Parameter.weight(name, Weights.RELU_GAIN / 4, in, in, out * PIXELS);
  }

  @Override
  public Tensor forward(Weights weights, Tensor x) {
    Tensor features = Product.matmul(x, weights.scaled(weight()));
    Tensor images = Shaping.reshape(features, x.size(0), out, 4, 4);
    Tensor bias = Shaping.reshape(weights.bias(Parameter.bias(name, out)), 1, out, 1, 1);
    return activation.apply(images.plus(bias));
  }
}
