package io.progan.core.plan;

import io.progan.core.plan.lowering.NativeStep;
import io.progan.core.plan.lowering.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives each value a place: what depends on constants only is computed once, a reshape is a view,
 * and every other value gets a buffer for as long as it will be read. Elementwise operations write
 * over an operand that nobody reads afterwards.
 */
final class MemoryPlan {

  private final List<NativeStep> steps;
  private final BufferSizes buffers;
  private final Map<Value, Value> results = new LinkedHashMap<>();
  private final Set<Value> placed = new HashSet<>();
  private final Set<Value> computed = new HashSet<>();
  private final Map<Value, Value> viewOf = new HashMap<>();
  private final Map<Value, Integer> lastReader = new HashMap<>();
  private final Map<Value, Integer> pooled = new HashMap<>();
  private final Map<Value, Place> places = new HashMap<>();
  private final List<NativeStep.Call> folded = new ArrayList<>();
  private final List<NativeStep.Call> calls = new ArrayList<>();

  /**
   * Prepares a plan.
   *
   * @param wanted the values that the caller gives an array for
   * @param buffers what values may lie in; it grows as needed
   */
  MemoryPlan(List<NativeStep> steps, Set<Value> wanted, BufferSizes buffers) {
    this.steps = steps;
    this.buffers = buffers;
    wanted.forEach(value -> results.put(value, value));
  }

  /** Where the values that steps compute lie. */
  Map<Value, Place> places() {
    return places;
  }

  List<NativeStep.Call> folded() {
    return folded;
  }

  List<NativeStep.Call> calls() {
    return calls;
  }

  /** Whether a wanted value is computed where it is wanted. */
  boolean isPlaced(Value wanted) {
    return placed.contains(wanted) && !isConstant(wanted);
  }

  void place() {
    for (int i = 0; i < steps.size(); i++) {
      computed.addAll(steps.get(i).outputs());
      for (Value input : steps.get(i).inputs()) {
        lastReader.put(input, i);
      }
    }
    // What is copied to a result at the end is read after all operations.
    results.keySet().forEach(value -> lastReader.put(value, steps.size()));
    extendViews();
    for (int i = 0; i < steps.size(); i++) {
      place(steps.get(i), i);
      releaseUnread(steps.get(i), i);
    }
    // Nobody reads the values left over once the results are there.
    pooled.values().forEach(buffers::release);
  }

  /** What is read through a view is read from the array behind it. */
  private void extendViews() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i) instanceof NativeStep.View view) {
        Value input = view.input();
        Value output = view.output();
        viewOf.put(output, input);
        if (results.containsKey(output)
            && !results.containsKey(input)
            && computed.contains(input)) {
          // Whoever computes the array behind a wanted view writes it where the view is wanted.
          results.put(input, results.get(output));
          placed.add(output);
        }
        int last = lastReader.getOrDefault(output, i);
        lastReader.merge(input, last, Math::max);
      }
    }
  }

  private void place(NativeStep step, int index) {
    if (step instanceof NativeStep.View view) {
      places.put(view.output(), new Place.View(view.input()));
    } else if (step instanceof NativeStep.Call call) {
      boolean constant = call.inputs().stream().allMatch(this::isConstant);
      for (Value output : call.outputs()) {
        places.put(output, constant ? new Place.Folded() : placeOf(output, call, index));
      }
      (constant ? folded : calls).add(call);
    }
  }

  private boolean isConstant(Value value) {
    Value root = root(value);
    if (computed.contains(root)) {
      return places.get(root) instanceof Place.Folded;
    }
    return root.isOnes() || root.tensor().isConstant();
  }

  private Place placeOf(Value output, NativeStep.Call call, int index) {
    if (results.containsKey(output)) {
      placed.add(output);
      return new Place.Result(results.get(output));
    }
    Integer buffer = call.inPlace() ? dying(call, output, index) : null;
    if (buffer == null) {
      buffer = buffers.acquire(output.bytes());
    }
    pooled.put(output, buffer);
    return new Place.Buffer(buffer);
  }

  /** The buffer of an operand like the output that this step is the last to read. */
  private Integer dying(NativeStep.Call call, Value output, int index) {
    for (Value input : call.inputs()) {
      Value root = root(input);
      if (pooled.containsKey(root)
          && lastReader.get(root) == index
          && input.isLike(output)
          && isReadInOneShape(call, root, input)) {
        return pooled.remove(root);
      }
    }
    return null;
  }

  /** Another view of the same array would be overwritten while it is still read. */
  private boolean isReadInOneShape(NativeStep.Call call, Value root, Value input) {
    return call.inputs().stream().allMatch(other -> other == input || root(other) != root);
  }

  private void releaseUnread(NativeStep step, int index) {
    for (Value input : step.inputs()) {
      Value root = root(input);
      if (lastReader.get(root) == index && pooled.containsKey(root)) {
        buffers.release(pooled.remove(root));
      }
    }
    for (Value output : step.outputs()) {
      if (!lastReader.containsKey(output) && pooled.containsKey(output)) {
        buffers.release(pooled.remove(output));
      }
    }
  }

  private Value root(Value value) {
    Value root = value;
    while (viewOf.containsKey(root)) {
      root = viewOf.get(root);
    }
    return root;
  }
}
