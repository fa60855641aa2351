package io.progan.core.layer;

import io.progan.core.graph.Product;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import java.util.List;

/**
 * A fully connected layer.
 *
 * @param name the layer's name
 * @param in input features; an input of more than two dimensions is flattened
 * @param out output features
 * @param gain of the weights' initialisation
 * @param activation what follows
 */
public record Dense(String name, long in, long out, double gain, Activation activation)
    implements Layer {

  @Override
  public List<Parameter> parameters() {
    return List.of(weight(), Parameter.bias(name, out));
  }

  private Parameter weight() {
    return Parameter.weight(name, gain, in, in, out);
  }

  @Override
  public Tensor forward(Weights weights, Tensor x) {
    Tensor flat = Shaping.reshape(x, x.size(0), in);
    Tensor bias = Shaping.reshape(weights.bias(Parameter.bias(name, out)), 1, out);
    return activation.apply(Product.matmul(flat, weights.scaled(weight())).plus(bias));
  }
}
