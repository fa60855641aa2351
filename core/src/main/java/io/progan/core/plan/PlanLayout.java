package io.progan.core.plan;

import io.progan.core.graph.Graph;
import io.progan.core.graph.Tensor;
import io.progan.core.plan.lowering.Lowering;
import io.progan.core.plan.lowering.NativeStep;
import io.progan.core.plan.lowering.NativeSteps;
import io.progan.core.plan.lowering.Value;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a plan will run and where each value will lie: arithmetic on shapes, types and the times at
 * which values are read. Nothing is allocated.
 */
public final class PlanLayout {

  /** Copies a result that is an input, a constant or a view to where it is wanted. */
  record Copy(Value from, Tensor to) {}

  private final List<NativeStep.Call> folded;
  private final List<NativeStep.Call> calls;
  private final List<Copy> copies;
  private final Map<Value, Place> places;
  private final long bufferBytes;

  PlanLayout(MemoryPlan memory, List<Copy> copies, long bufferBytes) {
    this.folded = List.copyOf(memory.folded());
    this.calls = List.copyOf(memory.calls());
    this.copies = List.copyOf(copies);
    this.places = memory.places();
    this.bufferBytes = bufferBytes;
  }

  static PlanLayout of(
      Graph graph, Collection<Tensor> results, Lowering lowering, BufferSizes buffers) {
    NativeSteps steps = NativeSteps.of(graph, results, lowering);
    Set<Value> wanted = new LinkedHashSet<>();
    results.forEach(result -> wanted.add(steps.of(result)));
    MemoryPlan memory = new MemoryPlan(steps.list(), wanted, buffers);
    memory.place();
    List<Copy> copies =
        results.stream()
            .filter(result -> !memory.isPlaced(steps.of(result)))
            .map(result -> new Copy(steps.of(result), result))
            .toList();
    return new PlanLayout(memory, copies, buffers.totalBytes());
  }

  /** What is computed once, when the plan is made: all that depends on constants only. */
  List<NativeStep.Call> folded() {
    return folded;
  }

  List<NativeStep.Call> calls() {
    return calls;
  }

  List<Copy> copies() {
    return copies;
  }

  /** Where a value lies; null for one that no step computes: an input or a constant. */
  Place place(Value value) {
    return places.getOrDefault(value, new Place.Given());
  }

  /** The number of native operations that a run executes. */
  public int steps() {
    return calls.size() + copies.size();
  }

  /**
   * The buffers of intermediate values, in bytes: all of the pool's, also those of plans before.
   */
  public long bufferBytes() {
    return bufferBytes;
  }

  /** The values that are computed once from constants, in bytes. */
  public long foldedBytes() {
    return folded.stream().flatMap(call -> call.outputs().stream()).mapToLong(Value::bytes).sum();
  }

  /** The most that a native operation takes beside its arrays while it runs, in bytes. */
  public long scratchBytes() {
    return calls.stream().mapToLong(NativeStep.Call::scratchBytes).max().orElse(0);
  }
}
