package io.progan.core.network.residual;

import io.progan.core.graph.Product;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Layer;
import io.progan.core.layer.weight.Weight;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import java.util.List;

/**
 * Vectors for classes. The input is labels, so that what lies between classes has a vector, too.
 *
 * @param name the layer's name
 * @param table {@code [classes, size]}
 */
record Embedding(String name, Weight table) implements Layer {

  @Override
  public List<Slot> slots() {
    return table.slots();
  }

  @Override
  public List<Weight> weights() {
    return List.of(table);
  }

  /** {@code [minibatch, classes]} to {@code [minibatch, size]}. */
  @Override
  public Tensor forward(Pass pass, Tensor labels) {
    return Product.matmul(pass.precision().value(labels), table.rounded(pass));
  }
}
