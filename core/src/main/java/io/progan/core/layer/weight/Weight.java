package io.progan.core.layer.weight;

import io.progan.core.graph.Tensor;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import java.util.List;

/** The weight of a layer: what is trained, and how it enters the computation. */
public interface Weight {

  /** What is trained. */
  Slot slot();

  /** All slots, that which is trained first. */
  default List<Slot> slots() {
    return List.of(slot());
  }

  /** Whether the first dimension counts the outputs, as an embedding's does; else the last. */
  default boolean outputsFirst() {
    return false;
  }

  /**
   * The weight to compute with, of the slot's shape; made once a graph, unless each use changes
   * something.
   */
  Tensor of(Pass pass);

  /** The same in the pass's precision. Each pass rounds for itself, and so its gradient. */
  default Tensor rounded(Pass pass) {
    return pass.precision().value(of(pass));
  }
}
