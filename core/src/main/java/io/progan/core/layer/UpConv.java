package io.progan.core.layer;

import io.progan.core.graph.Convolution;
import io.progan.core.graph.Convolution.Geometry;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.weight.ScaledWeight;
import io.progan.core.state.Pass;

/** A 3x3 convolution fused with nearest-neighbour upscaling: a transposed one of stride 2. */
public final class UpConv extends WeightedLayer {

  private static final Geometry GEOMETRY = new Geometry(4, 2, 1);

  private final ScaledWeight weight;

  /**
   * Describes the layer.
   *
   * @param name the layer's name
   * @param weight {@code [3, 3, out, in]}: the input channels come last, since the convolution is a
   *     transposed one
   * @param activation what follows
   */
  public UpConv(String name, ScaledWeight weight, Activation activation) {
    super(name, weight, weight.slot().shape()[2], activation);
    this.weight = weight;
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    Tensor kernel = pass.precision().value(weight.spread(pass, 1));
    return finishFused(
        pass, Convolution.conv2dTransposed(x, kernel, fusedBias(pass), GEOMETRY, 2 * x.size(2)));
  }
}
