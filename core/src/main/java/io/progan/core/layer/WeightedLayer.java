package io.progan.core.layer;

import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.norm.Norm;
import io.progan.core.layer.weight.Weight;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A layer of a weight, norms if there are any, and a bias for each output channel unless a norm has
 * one.
 */
abstract class WeightedLayer implements Layer {

  private final String name;
  private final Weight weight;
  private final long out;
  private final List<Norm> norms;
  private final Optional<Slot> bias;
  private final Activation activation;

  /**
   * @param name the layer's name
   * @param weight what it multiplies by
   * @param out output channels
   * @param norms what follows the weight
   * @param activation what follows the bias
   */
  WeightedLayer(String name, Weight weight, long out, List<Norm> norms, Activation activation) {
    this(
        name,
        weight,
        out,
        norms,
        norms.stream().noneMatch(Norm::replacesBias)
            ? Optional.of(Slot.bias(name, out))
            : Optional.empty(),
        activation);
  }

  /** The same without norms and with a bias of its own, or none: nothing follows. */
  WeightedLayer(String name, Weight weight, long out, Optional<Slot> bias) {
    this(name, weight, out, List.of(), bias, Activation.LINEAR);
  }

  private WeightedLayer(
      String name,
      Weight weight,
      long out,
      List<Norm> norms,
      Optional<Slot> bias,
      Activation activation) {
    this.name = name;
    this.weight = weight;
    this.out = out;
    this.norms = List.copyOf(norms);
    this.bias = bias;
    this.activation = activation;
  }

  /** The same without norms. */
  WeightedLayer(String name, Weight weight, long out, Activation activation) {
    this(name, weight, out, List.of(), activation);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final List<Slot> slots() {
    List<Slot> slots = new ArrayList<>(weight.slots());
    norms.forEach(norm -> slots.addAll(norm.slots()));
    bias.ifPresent(slots::add);
    return slots;
  }

  @Override
  public final List<Weight> weights() {
    return List.of(weight);
  }

  /** Output channels. */
  final long out() {
    return out;
  }

  /** The bias, {@code [out]}, where it can be added to what the weight gives; null if it cannot. */
  final Tensor fusedBias(Pass pass) {
    return fusesBias(pass) ? bias.map(slot -> rounded(pass, slot)).orElse(null) : null;
  }

  private boolean fusesBias(Pass pass) {
    return norms.isEmpty() && !pass.precision().roundsSteps();
  }

  private static Tensor rounded(Pass pass, Slot slot) {
    return pass.precision().value(pass.slot(slot));
  }

  /** What follows the weight, if a {@link #fusedBias} has been added already. */
  final Tensor finishFused(Pass pass, Tensor x) {
    return fusesBias(pass) ? activation.apply(pass.precision(), x) : finish(pass, x);
  }

  /** What follows the weight: norms, bias, activation. */
  final Tensor finish(Pass pass, Tensor x) {
    Tensor normalized = pass.precision().step(x);
    for (Norm norm : norms) {
      normalized = norm.apply(pass, normalized);
    }
    return activation.apply(pass.precision(), addBias(pass, normalized));
  }

  private Tensor addBias(Pass pass, Tensor x) {
    long[] shape = new long[x.rank()];
    Arrays.fill(shape, 1);
    shape[1] = out;
    return bias.map(slot -> x.plus(Shaping.reshape(rounded(pass, slot), shape)))
        .map(sum -> pass.precision().step(sum))
        .orElse(x);
  }
}
