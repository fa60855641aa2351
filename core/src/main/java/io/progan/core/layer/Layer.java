package io.progan.core.layer;

import io.progan.core.graph.Tensor;
import io.progan.core.layer.weight.Weight;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import java.util.List;
import java.util.Optional;

/** One layer of a network. */
public interface Layer {

  /** The name of the layer, with which its slots' names begin; for example {@code 4x4/Conv}. */
  String name();

  /** The arrays that the layer owns, in the original's order; empty if there are none. */
  List<Slot> slots();

  /** The kept slots that hold running statistics of minibatches; most layers have none. */
  default List<Slot> statistics() {
    return List.of();
  }

  /** What the layer multiplies by, the main one first; empty if it does not. */
  default List<Weight> weights() {
    return List.of();
  }

  /** The main weight, if there is one. */
  default Optional<Weight> weight() {
    return weights().stream().findFirst();
  }

  /**
   * Adds the layer to a graph.
   *
   * @param pass the slots, and how the layer is to behave
   * @param x the layer's input; {@code [minibatch, channels, height, width]} but for dense layers
   * @return the layer's output
   */
  Tensor forward(Pass pass, Tensor x);

  /** The same in the pass's precision, noted in its trace: how networks run their layers. */
  default Tensor run(Pass pass, Tensor x) {
    return pass.traced(name(), slots(), x, () -> pass.precision().value(forward(pass, x)));
  }
}
