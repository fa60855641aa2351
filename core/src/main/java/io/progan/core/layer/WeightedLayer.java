package io.progan.core.layer;

import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.weight.Weight;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A layer of a weight and a bias for each output channel. */
abstract class WeightedLayer implements Layer {

  private final String name;
  private final Weight weight;
  private final Slot bias;
  private final Activation activation;

  /**
   * @param name the layer's name
   * @param weight what it multiplies by
   * @param out output channels
   * @param activation what follows the bias
   */
  WeightedLayer(String name, Weight weight, long out, Activation activation) {
    this.name = name;
    this.weight = weight;
    this.bias = Slot.bias(name, out);
    this.activation = activation;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final List<Slot> slots() {
    List<Slot> slots = new ArrayList<>(weight.slots());
    slots.add(1, bias);
    return slots;
  }

  @Override
  public final Optional<Weight> weight() {
    return Optional.of(weight);
  }

  /** Output channels. */
  final long out() {
    return bias.length();
  }

  /** The bias, {@code [out]}. */
  final Tensor bias(Pass pass) {
    return pass.slot(bias);
  }

  /** The bias in another shape, to be added. */
  final Tensor bias(Pass pass, long... shape) {
    return Shaping.reshape(bias(pass), shape);
  }

  /** What follows the bias. */
  final Tensor activate(Tensor x) {
    return activation.apply(x);
  }
}
