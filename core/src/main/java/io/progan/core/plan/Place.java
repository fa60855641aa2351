package io.progan.core.plan;

import io.progan.core.plan.lowering.Value;

/** Where a value of a plan lies. */
sealed interface Place {

  /** In the array of an input or of a constant of the graph, or it is a constant of ones. */
  record Given() implements Place {}

  /** In an array of the plan's own: a value that depends on constants only. */
  record Folded() implements Place {}

  /** Where a result is wanted. */
  record Result(Value wanted) implements Place {}

  /** In a buffer of the pool. */
  record Buffer(int number) implements Place {}

  /** Where another value lies, read in another shape. */
  record View(Value of) implements Place {}
}
