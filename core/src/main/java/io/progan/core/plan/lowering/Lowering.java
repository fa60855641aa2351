package io.progan.core.plan.lowering;

import io.progan.core.graph.Operation;

/** Chooses the native operations that run a graph's operations on one backend. */
@FunctionalInterface
public interface Lowering {

  /**
   * Adds the steps of an operation. Shapes, types and the processor are all that a lowering looks
   * at; it allocates no arrays.
   *
   * @return whether this lowering knows the operation; if not, it has added nothing
   */
  boolean lower(Operation operation, NativeSteps steps);
}
