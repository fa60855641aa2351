package io.progan.core.plan.lowering;

import io.progan.core.graph.Graph;
import io.progan.core.graph.Operation;
import io.progan.core.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.DynamicCustomOp;

/** The native steps that compute some results of a graph, as a lowering adds them. */
public final class NativeSteps {

  private record Filled(DataType dataType, List<Long> shape) {}

  private record Shared(Value base, String name) {}

  private final List<NativeStep> steps = new ArrayList<>();
  private final Map<String, Value> values = new HashMap<>();
  private final Map<Filled, Value> ones = new HashMap<>();
  private final Map<Shared, Value> shared = new HashMap<>();
  private final Set<String> read = new HashSet<>();

  private NativeSteps() {}

  /**
   * Lowers what some results of a graph depend on.
   *
   * @throws IllegalStateException if the lowering does not know an operation
   */
  public static NativeSteps of(Graph graph, Collection<Tensor> results, Lowering lowering) {
    NativeSteps steps = new NativeSteps();
    List<Operation> operations = graph.operations(results);
    results.forEach(result -> steps.read.add(result.name()));
    for (Operation operation : operations) {
      operation.inputs().forEach(input -> steps.read.add(input.name()));
    }
    for (Operation operation : operations) {
      if (!lowering.lower(operation, steps)) {
        throw new IllegalStateException(
            "no native operation is known for %s, which computes %s from %s"
                .formatted(operation.kind(), operation.outputs(), operation.inputs()));
      }
    }
    return steps;
  }

  /** The steps in the order in which they run. */
  public List<NativeStep> list() {
    return steps;
  }

  /** The value of a tensor. */
  public Value of(Tensor tensor) {
    return values.computeIfAbsent(tensor.name(), name -> Value.of(tensor));
  }

  /** The values of some tensors. */
  public List<Value> of(List<Tensor> tensors) {
    return tensors.stream().map(this::of).toList();
  }

  /** Whether a result or an operation that is needed reads the tensor. */
  public boolean isRead(Tensor tensor) {
    return read.contains(tensor.name());
  }

  /** A value of the lowering's own. */
  public Value temporary(String name, DataType type, long... shape) {
    return Value.temporary(name, type, shape);
  }

  /** A constant of ones; equal shapes share one value. */
  public Value ones(DataType type, long... shape) {
    return ones.computeIfAbsent(
        new Filled(type, Arrays.stream(shape).boxed().toList()), key -> Value.ones(type, shape));
  }

  /**
   * What several operations make of one value, computed once a run.
   *
   * @param name of what is made; the same for all that share it
   * @param make adds the steps and gives the value that they compute
   */
  public Value shared(Value base, String name, Supplier<Value> make) {
    Shared key = new Shared(base, name);
    Value known = shared.get(key);
    if (known == null) {
      known = make.get();
      shared.put(key, known);
    }
    return known;
  }

  /** Adds a step. */
  public void add(NativeStep step) {
    steps.add(step);
  }

  /** Adds a native operation without scratch memory; see {@link NativeStep.Call}. */
  public void call(
      Supplier<? extends DifferentialFunction> operation,
      List<Value> in,
      Value out,
      boolean inPlace) {
    add(new NativeStep.Call(operation, in, List.of(out), inPlace, 0));
  }

  /** Adds a native operation with whole-number arguments that takes no scratch memory. */
  public void call(String name, List<Value> in, Value out, long... arguments) {
    call(() -> operation(name, arguments), in, out, false);
  }

  /** A view of a value in another shape. */
  public Value view(Value value, long... shape) {
    Value view = temporary(value.name(), value.dataType(), shape);
    add(new NativeStep.View(value, view));
    return view;
  }

  /** A native operation by its name. */
  static DynamicCustomOp operation(String name, long... arguments) {
    return DynamicCustomOp.builder(name)
        .addIntegerArguments(Arrays.stream(arguments).mapToInt(Math::toIntExact).toArray())
        .build();
  }
}
