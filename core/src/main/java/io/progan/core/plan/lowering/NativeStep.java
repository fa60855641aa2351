package io.progan.core.plan.lowering;

import io.progan.core.plan.routine.Routine;
import java.util.List;

/** A step that a plan is made of. */
public sealed interface NativeStep {

  /** What the step reads. */
  List<Value> inputs();

  /** What the step computes. */
  List<Value> outputs();

  /**
   * Runs a native function.
   *
   * @param routine what runs
   * @param inPlace whether the result may lie where an operand of the same shape does
   * @param scratchBytes what the function takes beside its arrays while it runs, at most
   */
  record Call(
      Routine routine, List<Value> inputs, List<Value> outputs, boolean inPlace, long scratchBytes)
      implements NativeStep {}

  /** Reads the elements of an array in another shape; nothing runs. */
  record View(Value input, Value output) implements NativeStep {

    @Override
    public List<Value> inputs() {
      return List.of(input);
    }

    @Override
    public List<Value> outputs() {
      return List.of(output);
    }
  }
}
