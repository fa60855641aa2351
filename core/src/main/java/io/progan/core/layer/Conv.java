package io.progan.core.layer;

import io.progan.core.graph.Convolution;
import io.progan.core.graph.Convolution.Geometry;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.norm.Norm;
import io.progan.core.layer.weight.Weight;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import java.util.List;
import java.util.Optional;

/** A convolution that keeps the resolution. */
public final class Conv extends WeightedLayer {

  private final Weight weight;

  /**
   * Describes the layer.
   *
   * @param name the layer's name
   * @param weight {@code [kernel, kernel, in, out]}, with a kernel of 1 or 3 pixels
   * @param activation what follows
   */
  public Conv(String name, Weight weight, Activation activation) {
    this(name, weight, List.of(), activation);
  }

  /**
   * Describes the layer.
   *
   * @param name the layer's name
   * @param weight {@code [kernel, kernel, in, out]}, with a kernel of 1 or 3 pixels
   * @param norms what follows the weight
   * @param activation what follows the bias
   */
  public Conv(String name, Weight weight, List<Norm> norms, Activation activation) {
    super(name, weight, weight.slot().shape()[3], norms, activation);
    this.weight = weight;
  }

  /**
   * Describes a layer that nothing follows.
   *
   * @param name the layer's name
   * @param weight {@code [kernel, kernel, in, out]}, with a kernel of 1 or 3 pixels
   * @param bias {@code [out]}; empty for none
   */
  public Conv(String name, Weight weight, Optional<Slot> bias) {
    super(name, weight, weight.slot().shape()[3], bias);
    this.weight = weight;
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    int kernel = (int) weight.slot().shape()[0];
    Geometry geometry = new Geometry(kernel, 1, kernel / 2);
    return finishFused(
        pass, Convolution.conv2d(x, weight.rounded(pass), fusedBias(pass), geometry));
  }
}
