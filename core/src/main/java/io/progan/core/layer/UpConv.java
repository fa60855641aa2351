package io.progan.core.layer;

import io.progan.core.graph.Convolution;
import io.progan.core.graph.Convolution.Geometry;
import io.progan.core.graph.Tensor;
import java.util.List;

/**
 * A 3x3 convolution fused with nearest-neighbour upscaling: a transposed convolution of stride 2.
 *
 * @param name the layer's name
 * @param in input channels
 * @param out output channels
 * @param activation what follows
 */
public record UpConv(String name, long in, long out, Activation activation) implements Layer {

  private static final Geometry GEOMETRY = new Geometry(4, 2, 1);

  @Override
  public List<Parameter> parameters() {
    return List.of(weight(), Parameter.bias(name, out));
  }

  /** The input channels come last, since the convolution is a transposed one. */
  private Parameter weight() {
    return Parameter.weight(name, Weights.RELU_GAIN, 9 * in, 3, 3, out, in);
  }

  @Override
  public Tensor forward(Weights weights, Tensor x) {
    Tensor kernel = weights.spread(weight(), 1);
    Tensor bias = weights.bias(Parameter.bias(name, out));
    return activation.apply(Convolution.conv2dTransposed(x, kernel, bias, GEOMETRY, 2 * x.size(2)));
  }
}
