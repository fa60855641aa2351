package io.progan.core.plan.lowering;

import io.progan.core.graph.Graph;
import io.progan.core.graph.Operation;
import io.progan.core.graph.Tensor;
import io.progan.core.plan.routine.Nd4jRoutine;
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
  private final Map<String, Runnable> deferred = new HashMap<>();
  private final Map<String, Operation> producers = new HashMap<>();
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
      operation.outputs().forEach(output -> steps.producers.put(output.name(), operation));
    }
    for (Operation operation : operations) {
      if (!lowering.lower(operation, steps)) {
        throw new IllegalStateException(
            "no native operation is known for %s, which computes %s from %s"
                .formatted(operation.kind(), operation.outputs(), operation.inputs()));
      }
    }
    steps.dropUnread(results.stream().map(steps::of).toList());
    return steps;
  }

  /** Leaves out what an operation after it has made superfluous. */
  private void dropUnread(Collection<Value> results) {
    Set<Value> needed = new HashSet<>(results);
    List<NativeStep> kept = new ArrayList<>();
    for (int i = steps.size() - 1; i >= 0; i--) {
      NativeStep step = steps.get(i);
      if (step.outputs().stream().anyMatch(needed::contains)) {
        needed.addAll(step.inputs());
        kept.add(0, step);
      }
    }
    steps.clear();
    steps.addAll(kept);
  }

  /** The steps in the order in which they run. */
  public List<NativeStep> list() {
    return steps;
  }

  /** The value of a tensor, its elements in C order; made of another form where it lies in one. */
  public Value of(Tensor tensor) {
    Runnable order = deferred.remove(tensor.name());
    if (order != null) {
      order.run();
    }
    return inOrder(tensor);
  }

  /** The value of a tensor, its elements in C order; perhaps one that no step computes. */
  Value inOrder(Tensor tensor) {
    return values.computeIfAbsent(tensor.name(), name -> Value.of(tensor));
  }

  /**
   * Says that a tensor has been computed in another form than its elements in C order.
   *
   * @param order adds the steps that compute that order, once it is asked for
   */
  void defer(Tensor tensor, Runnable order) {
    deferred.put(tensor.name(), order);
  }

  /** The operation that computes a tensor; null for an input or a constant. */
  Operation producer(Tensor tensor) {
    return producers.get(tensor.name());
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

  /** Says that something has been made of a value; see {@link #shared}. */
  void share(Value base, String name, Value made) {
    shared.put(new Shared(base, name), made);
  }

  /** Whether something has been made of a value. */
  boolean isShared(Value base, String name) {
    return shared.containsKey(new Shared(base, name));
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
    add(new NativeStep.Call(new Nd4jRoutine(operation), in, List.of(out), inPlace, 0));
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
