package io.progan.core.layer.norm;

import io.progan.core.graph.Tensor;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import java.util.List;

/** What follows a layer's weight: a normalisation of its outputs before bias and activation. */
public interface Norm {

  /** The arrays that it owns, in the original's order. */
  List<Slot> slots();

  /** Whether it has a bias of its own, so that the layer has none. */
  boolean replacesBias();

  /**
   * Normalises.
   *
   * @param x {@code [minibatch, channels]} or {@code [minibatch, channels, height, width]}
   * @return of the same shape
   */
  Tensor apply(Pass pass, Tensor x);
}
