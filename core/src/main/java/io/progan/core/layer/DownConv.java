package io.progan.core.layer;

import io.progan.core.graph.Convolution;
import io.progan.core.graph.Convolution.Geometry;
import io.progan.core.graph.Tensor;
import java.util.List;

/**
 * A 3x3 convolution fused with 2x2 box downscaling: a convolution of stride 2. Bias and activation
 * come after the downscaling.
 *
 * @param name the layer's name
 * @param in input channels
 * @param out output channels
 * @param activation what follows
 */
public record DownConv(String name, long in, long out, Activation activation) implements Layer {

  private static final Geometry GEOMETRY = new Geometry(4, 2, 1);

  @Override
  public List<Parameter> parameters() {
    return List.of(weight(), Parameter.bias(name, out));
  }

  private Parameter weight() {
    return Parameter.weight(name, Weights.RELU_GAIN, 9 * in, 3, 3, in, out);
  }

  @Override
  public Tensor forward(Weights weights, Tensor x) {
    Tensor kernel = weights.spread(weight(), 0.25);
    Tensor bias = weights.bias(Parameter.bias(name, out));
    return activation.apply(Convolution.conv2d(x, kernel, bias, GEOMETRY));
  }
}
