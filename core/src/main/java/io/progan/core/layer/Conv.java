package io.progan.core.layer;

import io.progan.core.graph.Convolution;
import io.progan.core.graph.Convolution.Geometry;
import io.progan.core.graph.Tensor;
import java.util.List;

/**
 * A convolution that keeps the resolution.
 *
 * @param name the layer's name
 * @param kernel 1 or 3 pixels
 * @param in input channels
 * @param out output channels
 * @param gain of the weights' initialisation
 * @param activation what follows
 */
public record Conv(String name, int kernel, long in, long out, double gain, Activation activation)
    implements Layer {

  @Override
  public List<Parameter> parameters() {
    return List.of(weight(), Parameter.bias(name, out));
  }

  private Parameter weight() {
    return Parameter.weight(name, gain, in * kernel * kernel, kernel, kernel, in, out);
  }

  @Override
  public Tensor forward(Weights weights, Tensor x) {
    Geometry geometry = new Geometry(kernel, 1, kernel / 2);
    Tensor bias = weights.bias(Parameter.bias(name, out));
    return activation.apply(Convolution.conv2d(x, weights.scaled(weight()), bias, geometry));
  }
}
