package io.progan.core.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Writes a recorded graph into SameDiff, as far as it has been recorded. SameDiff copies the arrays
 * of constants and leaves the copies to the garbage collector; where only its operations are wanted
 * constants are placeholders.
 */
final class SameDiffEmitter {

  private final SameDiff sameDiff = SameDiff.create();
  private final Map<Tensor, SDVariable> variables = new HashMap<>();
  private final boolean withConstants;
  private int given;
  private int operations;

  SameDiffEmitter(boolean withConstants) {
    this.withConstants = withConstants;
  }

  SameDiff sameDiff() {
    return sameDiff;
  }

  /** Adds what is new. */
  void emit(Graph graph) {
    for (; given < graph.given().size(); given++) {
      Tensor tensor = graph.given().get(given);
      variables.put(
          tensor,
          withConstants && tensor.isConstant()
              ? sameDiff.constant(tensor.name(), graph.values(tensor))
              : sameDiff.placeHolder(tensor.name(), tensor.dataType(), tensor.shape()));
    }
    for (; operations < graph.operations().size(); operations++) {
      emit(graph.operations().get(operations));
    }
  }

  private void emit(Operation operation) {
    SDVariable[] in = operation.inputs().stream().map(this::variable).toArray(SDVariable[]::new);
    SDVariable[] out = operation.computation().emitter().emit(sameDiff, in);
    for (int i = 0; i < operation.outputs().size(); i++) {
      Tensor output = operation.outputs().get(i);
      out[i].rename(output.name());
      variables.put(output, out[i]);
    }
    check(operation);
  }

  /** What plans, tables and exports are told must be what SameDiff runs. */
  private void check(Operation operation) {
    DifferentialFunction function = function(operation);
    List<String> inputs = List.of(function.argNames());
    List<String> recorded = operation.inputs().stream().map(Tensor::name).toList();
    if (!function.opName().equals(operation.kind()) || !inputs.equals(recorded)) {
      throw new IllegalStateException(
          "SameDiff runs %s of %s where %s of %s was recorded"
              .formatted(function.opName(), inputs, operation.kind(), recorded));
    }
  }

  SDVariable variable(Tensor tensor) {
    return variables.get(tensor.origin());
  }

  DifferentialFunction function(Operation operation) {
    return sameDiff.getVariableOutputOp(operation.output().name());
  }

  void rename(Tensor tensor, String name) {
    if (variables.containsKey(tensor)) {
      variables.get(tensor).rename(name);
    }
  }
}
