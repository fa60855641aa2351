package io.progan.core.layer.weight;

import io.progan.core.graph.Tensor;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;

/**
 * A weight that is computed with as it is.
 *
 * @param slot what is trained
 * @param outputsFirst whether its first dimension counts the outputs, as an embedding's does
 */
public record PlainWeight(Slot slot, boolean outputsFirst) implements Weight {

  @Override
  public Tensor of(Pass pass) {
    return pass.slot(slot);
  }
}
