package io.progan.core.plan.lowering;

import java.util.List;
import java.util.function.Supplier;
import org.nd4j.autodiff.functions.DifferentialFunction;

/** A step that a plan is made of. */
public sealed interface NativeStep {

  /** What the step reads. */
  List<Value> inputs();

  /** What the step computes. */
  List<Value> outputs();

  /**
   * Runs a native operation.
   *
   * @param operation makes the one of ND4J, with its arguments: a DynamicCustomOp or an Op. Only
   *     what runs is made, so that a layout needs no native library
   * @param inPlace whether the result may lie where an operand of the same shape does
   * @param scratchBytes what the operation takes beside its arrays while it runs, at most
   */
  record Call(
      Supplier<? extends DifferentialFunction> operation,
      List<Value> inputs,
      List<Value> outputs,
      boolean inPlace,
      long scratchBytes)
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
