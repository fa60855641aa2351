package io.progan.core.layer;

import io.progan.core.graph.Product;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.norm.Norm;
import io.progan.core.layer.weight.Weight;
import io.progan.core.state.Pass;
import java.util.List;

/**
 * The generator's first layer: latents {@code [minibatch, in]} to images {@code [minibatch, out, 4,
 * 4]}, with one bias for each channel.
 */
public final class DenseToImage extends WeightedLayer {

  /** The pixels of an image that the layer makes. */
  public static final int PIXELS = 16;

  private final Weight weight;

  /**
   * Describes the layer.
   *
   * @param name the layer's name
   * @param weight {@code [in, out * PIXELS]}
   * @param activation what follows
   */
  public DenseToImage(String name, Weight weight, Activation activation) {
    this(name, weight, List.of(), activation);
  }

  /**
   * Describes the layer.
   *
   * @param name the layer's name
   * @param weight {@code [in, out * PIXELS]}
   * @param norms what follows the weight
   * @param activation what follows the bias
   */
  public DenseToImage(String name, Weight weight, List<Norm> norms, Activation activation) {
    super(name, weight, weight.slot().shape()[1] / PIXELS, norms, activation);
    this.weight = weight;
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    Tensor features = Product.matmul(x, weight.rounded(pass));
    Tensor images = Shaping.reshape(features, x.size(0), out(), 4, 4);
    return finish(pass, images);
  }
}
