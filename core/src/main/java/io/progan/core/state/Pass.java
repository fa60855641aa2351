package io.progan.core.state;

import io.progan.core.graph.Graph;
import io.progan.core.graph.Operation;
import io.progan.core.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One pass of a network through a graph: the slots that its layers read and update, and how they
 * are to behave.
 */
public final class Pass {

  /** What a pass is for. */
  public enum Mode {
    /** Statistics are those of the minibatch, and kept slots are updated. */
    TRAIN,
    /** Kept slots are read and stay as they are; nothing is drawn. */
    EVALUATE
  }

  private final SlotInputs slots;
  private final Mode mode;
  private final Tensor labels;
  private final int parts;
  private final List<Ran> layers = new ArrayList<>();

  /** A layer, and the operations of the graph before and after it. */
  private record Ran(String name, List<Slot> owned, long[] shape, int before, int after) {}

  private Pass(SlotInputs slots, Mode mode, Tensor labels, int parts) {
    this.slots = slots;
    this.mode = mode;
    this.labels = labels;
    this.parts = parts;
  }

  /** A pass that trains: one minibatch, without labels. */
  public static Pass train(SlotInputs slots) {
    return new Pass(slots, Mode.TRAIN, null, 1);
  }

  /** A pass that only computes: one minibatch, without labels. */
  public static Pass evaluate(SlotInputs slots) {
    return new Pass(slots, Mode.EVALUATE, null, 1);
  }

  /**
   * The same with a condition, before any layer has run.
   *
   * @param condition {@code [minibatch, labelSize]}; null for none
   */
  public Pass withLabels(Tensor condition) {
    return new Pass(slots, mode, condition, parts);
  }

  /**
   * The same for several minibatches that lie one after the other in the input, each of which is
   * compared only within itself; before any layer has run.
   */
  public Pass withParts(int minibatches) {
    return new Pass(slots, mode, labels, minibatches);
  }

  /** The graph that the pass adds to. */
  public Graph graph() {
    return slots.graph();
  }

  /** What the pass is for. */
  public Mode mode() {
    return mode;
  }

  /** The condition, {@code [minibatch, labelSize]}, if there is one. */
  public Optional<Tensor> labels() {
    return Optional.ofNullable(labels);
  }

  /** How many minibatches lie one after the other in the input. */
  public int parts() {
    return parts;
  }

  /** What a slot holds; a kept slot that this graph has updated, what it was updated to. */
  public Tensor slot(Slot slot) {
    return slots.value(slot);
  }

  /**
   * Gives a kept slot another value, which it has from the next pass on and, after the step, in the
   * network's state. Does nothing in a pass that only computes.
   *
   * @throws IllegalArgumentException if the slot is a trained one
   */
  public void update(Slot slot, Tensor value) {
    if (mode == Mode.TRAIN) {
      slots.update(slot, value);
    }
  }

  /**
   * A tensor that follows from slots alone, computed once a graph.
   *
   * @param key what it is, unique in the network
   */
  public Tensor derived(String key, Supplier<Tensor> make) {
    return slots.derive(key, make);
  }

  /** Runs a layer and notes what it did. */
  public Tensor traced(String name, List<Slot> owned, Supplier<Tensor> layer) {
    int before = graph().operations().size();
    Tensor output = layer.get();
    layers.add(new Ran(name, owned, output.shape(), before, graph().operations().size()));
    return output;
  }

  /** The layers that have run, in order. */
  public List<LayerTrace> layers() {
    List<Operation> all = graph().operations();
    return layers.stream()
        .map(
            ran ->
                new LayerTrace(ran.name, ran.owned, ran.shape, all.subList(ran.before, ran.after)))
        .toList();
  }
}
