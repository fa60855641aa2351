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
  private final Manner manner;
  private final List<Ran> layers;

  /** How layers are to behave. */
  private record Manner(
      Mode mode,
      Tensor labels,
      int parts,
      boolean averages,
      int standingPasses,
      NoiseSource noise,
      Precision precision) {}

  /** A layer, what it took, and the operations of the graph before and after it. */
  private record Ran(
      String name, List<Slot> owned, Tensor input, long[] shape, int before, int after) {}

  private Pass(SlotInputs slots, Manner manner, List<Ran> layers) {
    this.slots = slots;
    this.manner = manner;
    this.layers = layers;
  }

  private static Pass of(SlotInputs slots, Mode mode) {
    NoiseSource noise = NoiseSource.inputs(slots.graph());
    return new Pass(
        slots, new Manner(mode, null, 1, false, 0, noise, Precision.FULL), new ArrayList<>());
  }

  private Pass with(Manner other) {
    return new Pass(slots, other, new ArrayList<>());
  }

  /** A pass that trains: one minibatch, without labels. */
  public static Pass train(SlotInputs slots) {
    return of(slots, Mode.TRAIN);
  }

  /** A pass that only computes: one minibatch, without labels. */
  public static Pass evaluate(SlotInputs slots) {
    return of(slots, Mode.EVALUATE);
  }

  /**
   * The same with a condition, before any layer has run.
   *
   * @param condition {@code [minibatch, labelSize]}; null for none
   */
  public Pass withLabels(Tensor condition) {
    return with(conditioned(condition));
  }

  /**
   * This pass with another condition for some of its layers, which are noted in it.
   *
   * @param condition {@code [minibatch, size]}; null for none
   */
  public Pass given(Tensor condition) {
    return new Pass(slots, conditioned(condition), layers);
  }

  /** This pass with another precision, noted in it. */
  public Pass in(Precision precision) {
    Manner m = manner;
    return new Pass(
        slots,
        new Manner(m.mode, m.labels, m.parts, m.averages, m.standingPasses, m.noise, precision),
        layers);
  }

  private Manner conditioned(Tensor condition) {
    Manner m = manner;
    return new Manner(
        m.mode, condition, m.parts, m.averages, m.standingPasses, m.noise, m.precision);
  }

  /**
   * The same for several minibatches that lie one after the other in the input, each of which is
   * compared only within itself; before any layer has run.
   */
  public Pass withParts(int minibatches) {
    Manner m = manner;
    return with(
        new Manner(
            m.mode, m.labels, minibatches, m.averages, m.standingPasses, m.noise, m.precision));
  }

  /**
   * The same with running averages in place of the statistics of the minibatch, before any layer
   * has run.
   */
  public Pass withAverages() {
    Manner m = manner;
    return with(
        new Manner(m.mode, m.labels, m.parts, true, m.standingPasses, m.noise, m.precision));
  }

  /**
   * The same with statistics that add up to means over several passes, instead of moving averages;
   * before any layer has run.
   *
   * @param passes over how many
   */
  public Pass withStandingStatistics(int passes) {
    Manner m = manner;
    return with(new Manner(m.mode, m.labels, m.parts, m.averages, passes, m.noise, m.precision));
  }

  /** The same with noise from somewhere else, before any layer has run. */
  public Pass withNoise(NoiseSource source) {
    Manner m = manner;
    return with(
        new Manner(m.mode, m.labels, m.parts, m.averages, m.standingPasses, source, m.precision));
  }

  /** The graph that the pass adds to. */
  public Graph graph() {
    return slots.graph();
  }

  /** What the pass is for. */
  public Mode mode() {
    return manner.mode;
  }

  /** The numbers that layers compute with. */
  public Precision precision() {
    return manner.precision;
  }

  /** The condition, {@code [minibatch, labelSize]}, if there is one. */
  public Optional<Tensor> labels() {
    return Optional.ofNullable(manner.labels);
  }

  /** How many minibatches lie one after the other in the input. */
  public int parts() {
    return manner.parts;
  }

  /** Over how many passes statistics add up to means; 0 if they are moving averages. */
  public int standingPasses() {
    return manner.standingPasses;
  }

  /** Whether norms take running averages in place of the statistics of the minibatch. */
  public boolean averages() {
    return manner.averages;
  }

  /**
   * Noise for a layer; empty in a pass that only computes.
   *
   * @param kind of noise
   * @param rows images, over all parts
   * @param width numbers for each
   * @return {@code [rows, width]}
   */
  public Optional<Tensor> noise(NoiseSource.Kind kind, String layer, long rows, long width) {
    return manner.mode == Mode.TRAIN
        ? Optional.of(manner.noise.tensor(kind, layer, rows, width))
        : Optional.empty();
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
    if (manner.mode == Mode.TRAIN) {
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
  public Tensor traced(String name, List<Slot> owned, Tensor input, Supplier<Tensor> layer) {
    int before = graph().operations().size();
    Tensor output = layer.get();
    layers.add(new Ran(name, owned, input, output.shape(), before, graph().operations().size()));
    return output;
  }

  /** What a layer that has run took; empty if none of that name has. */
  public Optional<Tensor> input(String layer) {
    return layers.stream().filter(ran -> ran.name.equals(layer)).map(Ran::input).findFirst();
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
