package io.progan.core.layer;

import io.progan.core.graph.Product;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.norm.Norm;
import io.progan.core.layer.weight.Weight;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import java.util.List;
import java.util.Optional;

/** A fully connected layer. */
public final class Dense extends WeightedLayer {

  private final Weight weight;

  /**
   * Describes the layer.
   *
   * @param name the layer's name
   * @param weight {@code [in, out]}; an input of more than two dimensions is flattened
   * @param activation what follows
   */
  public Dense(String name, Weight weight, Activation activation) {
    this(name, weight, List.of(), activation);
  }

  /**
   * Describes the layer.
   *
   * @param name the layer's name
   * @param weight {@code [in, out]}
   * @param norms what follows the weight
   * @param activation what follows the bias
   */
  public Dense(String name, Weight weight, List<Norm> norms, Activation activation) {
    super(name, weight, weight.slot().shape()[1], norms, activation);
    this.weight = weight;
  }

  /**
   * Describes a layer that nothing follows.
   *
   * @param name the layer's name
   * @param weight {@code [in, out]}
   * @param bias {@code [out]}; empty for none
   */
  public Dense(String name, Weight weight, Optional<Slot> bias) {
    super(name, weight, weight.slot().shape()[1], bias);
    this.weight = weight;
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    Tensor flat = Shaping.reshape(x, x.size(0), weight.slot().shape()[0]);
    return finish(pass, Product.matmul(flat, weight.rounded(pass)));
  }
}
