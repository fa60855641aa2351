package io.progan.core.layer;

import io.progan.core.graph.Convolution;
import io.progan.core.graph.Convolution.Geometry;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.weight.ScaledWeight;
import io.progan.core.state.Pass;

/**
 * A 3x3 convolution fused with 2x2 box downscaling: a convolution of stride 2. Bias and activation
 * come after the downscaling.
 */
public final class DownConv extends WeightedLayer {

  private static final Geometry GEOMETRY = new Geometry(4, 2, 1);

  private final ScaledWeight weight;

  /**
   * Describes the layer.
   *
   * @param name the layer's name
   * @param weight {@code [3, 3, in, out]}
   * @param activation what follows
   */
  public DownConv(String name, ScaledWeight weight, Activation activation) {
    super(name, weight, weight.slot().shape()[3], activation);
    this.weight = weight;
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    Tensor kernel = pass.precision().value(weight.spread(pass, 0.25));
    return finishFused(pass, Convolution.conv2d(x, kernel, fusedBias(pass), GEOMETRY));
  }
}
