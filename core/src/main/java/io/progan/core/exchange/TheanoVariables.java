package io.progan.core.exchange;

import io.progan.core.layer.Layer;
import io.progan.core.layer.weight.MeasuredWeight;
import io.progan.core.layer.weight.ScaledWeight;
import io.progan.core.layer.weight.Weight;
import io.progan.core.network.Network;
import io.progan.core.state.Slot;
import io.progan.dataset.numpy.NpyArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arrays of a network of the Theano implementation. They have no names but an order: of each
 * layer the weights, with equalized learning rate the number that they are multiplied by, what
 * norms have, and the bias. Its convolutions are convolutions in the strict sense, with the kernel
 * mirrored, {@code [out, in, height, width]}; it does not fuse convolution and scaling. A
 * discriminator has a layer for the score and another one for the labels.
 */
final class TheanoVariables {

  private static final List<String> NORMS =
      List.of(
          "/LayerNorm/gain",
          "/BatchNorm/beta",
          "/BatchNorm/gamma",
          "/BatchNorm/mean",
          "/BatchNorm/inv_std");

  private final PickledState state;
  private final Iterator<?> values;
  private final Map<String, NpyArray> variables = new LinkedHashMap<>();

  TheanoVariables(PickledState state) throws ExchangeException {
    this.state = state;
    this.values = state.list("param_values").iterator();
  }

  /** All variables of a network but its level of detail, by the original's names. */
  Map<String, NpyArray> of(Network network) throws ExchangeException {
    for (Layer layer : inOrder(network)) {
      Optional<Weight> weight = layer.weight();
      if (weight.isPresent()) {
        read(layer, weight.get());
      } else {
        for (Slot slot : layer.slots()) {
          variables.put(slot.name(), next(slot.name()));
        }
      }
    }
    List<Slot> kept = new ArrayList<>(network.slots());
    kept.removeIf(slot -> variables.containsKey(slot.name()));
    for (Slot slot : kept) { // of the network and not of a layer: as before the first step
      variables.put(slot.name(), NpyArray.of(new float[(int) slot.length()], (int) slot.length()));
    }
    if (values.hasNext()) {
      throw state.problem("'param_values' holds more than the network's options ask for");
    }
    return variables;
  }

  /** A generator's conversions to RGB come last, the finest first. */
  private static List<Layer> inOrder(Network network) {
    List<Layer> blocks = new ArrayList<>();
    List<Layer> toRgb = new ArrayList<>();
    network
        .layers()
        .forEach(layer -> (layer.name().startsWith("ToRGB") ? toRgb : blocks).add(layer));
    Collections.reverse(toRgb);
    blocks.addAll(toRgb);
    return blocks;
  }

  private void read(Layer layer, Weight weight) throws ExchangeException {
    String name = layer.name();
    long out = weight.slot().shape()[weight.slot().shape().length - 1];
    if (name.equals("4x4/Dense1") && out > 1) {
      readScoresAndLabels(layer, weight, (int) out);
      return;
    }
    NpyArray stored = next(weight.slot().name());
    double factor = factor(weight);
    variables.put(weight.slot().name(), weight(weight.slot(), stored, factor));
    for (String norm : NORMS) {
      if (layer.slots().stream().anyMatch(slot -> slot.name().equals(name + norm))) {
        variables.put(name + norm, next(name + norm));
      }
    }
    if (layer.slots().stream().anyMatch(slot -> slot.name().equals(name + "/bias"))) {
      variables.put(name + "/bias", next(name + "/bias"));
    }
  }

  /** What a stored weight is multiplied by; a scale that is kept becomes a variable. */
  private double factor(Weight weight) throws ExchangeException {
    if (weight instanceof MeasuredWeight) {
      Slot scale = weight.slots().get(0);
      variables.put(scale.name(), NpyArray.of(new float[] {(float) scale(weight.slot())}, 1));
      return 1;
    }
    ScaledWeight scaled = (ScaledWeight) weight;
    return scaled.equalized() ? scale(weight.slot()) / scaled.standardDeviation() : 1;
  }

  /** The layer of the score, and that of the labels, are the columns of one. */
  private void readScoresAndLabels(Layer layer, Weight weight, int out) throws ExchangeException {
    String bias = layer.name() + "/bias";
    Slot slot = weight.slot();
    int in = Math.toIntExact(slot.shape()[0]);
    NpyArray scores = matrix(slot, next(slot.name()), in, 1);
    double scoreFactor = factor(weight);
    Optional<NpyArray> scoreScale = kept(weight);
    float[] biases = Arrays.copyOf(vector(bias, 1), out);
    NpyArray labels = matrix(slot, next(slot.name()), in, out - 1);
    double labelFactor = factor(weight);
    if (scoreScale.isPresent()) { // the labels' scale is kept, and the score's in its column
      scoreFactor *= scoreScale.get().doubles()[0] / kept(weight).orElseThrow().doubles()[0];
    }
    float[] joined = new float[in * out];
    for (int row = 0; row < in; row++) {
      joined[row * out] = (float) (scores.doubles()[row] * scoreFactor);
      for (int column = 1; column < out; column++) {
        double value = labels.doubles()[row * (out - 1) + column - 1];
        joined[row * out + column] = (float) (value * labelFactor);
      }
    }
    System.arraycopy(vector(bias, out - 1), 0, biases, 1, out - 1);
    variables.put(slot.name(), NpyArray.of(joined, in, out));
    variables.put(bias, NpyArray.of(biases, out));
  }

  private Optional<NpyArray> kept(Weight weight) {
    return Optional.ofNullable(variables.get(weight.slots().get(0).name()))
        .filter(scale -> weight instanceof MeasuredWeight);
  }

  private float[] vector(String name, int length) throws ExchangeException {
    NpyArray stored = next(name);
    if (!Arrays.equals(stored.shape(), new int[] {length})) {
      throw state.problem(
          "%s is %s, expected [%d]".formatted(name, Arrays.toString(stored.shape()), length));
    }
    return stored.floats();
  }

  private NpyArray matrix(Slot slot, NpyArray stored, int in, int out) throws ExchangeException {
    if (!Arrays.equals(stored.shape(), new int[] {in, out})) {
      throw state.problem(
          "%s is %s, expected [%d, %d]"
              .formatted(slot.name(), Arrays.toString(stored.shape()), in, out));
    }
    return stored;
  }

  private NpyArray next(String name) throws ExchangeException {
    if (!values.hasNext()) {
      throw state.problem("'param_values' ends before " + name);
    }
    return state.array(name, values.next());
  }

  private double scale(Slot weight) throws ExchangeException {
    NpyArray scale = next("the scale of " + weight.name());
    if (scale.size() != 1) {
      throw state.problem(
          "the scale of %s is %s, expected a number"
              .formatted(weight.name(), Arrays.toString(scale.shape())));
    }
    return scale.doubles()[0];
  }

  private NpyArray weight(Slot weight, NpyArray stored, double factor) throws ExchangeException {
    int[] shape = Arrays.stream(weight.shape()).mapToInt(Math::toIntExact).toArray();
    int[] expected = storedShape(weight.name(), shape);
    if (!Arrays.equals(stored.shape(), expected)) {
      throw state.problem(
          "%s is %s, expected %s"
              .formatted(
                  weight.name(), Arrays.toString(stored.shape()), Arrays.toString(expected)));
    }
    double[] from = stored.doubles();
    float[] to = new float[from.length];
    int out = shape[shape.length - 1];
    for (int i = 0; i < to.length; i++) {
      to[i] = (float) (from[source(weight.name(), shape, i, out)] * factor);
    }
    return NpyArray.of(to, shape);
  }

  /** A generator's first layer is a convolution there. */
  private static boolean isFirst(String name, int... shape) {
    return name.equals("4x4/Dense/weight") && shape[1] > 1;
  }

  private static int[] storedShape(String name, int[] shape) {
    if (isFirst(name, shape)) {
      return new int[] {shape[1] / 16, shape[0], 4, 4};
    }
    if (name.equals("4x4/Dense0/weight")) {
      return new int[] {shape[1], shape[0] / 16, 4, 4};
    }
    boolean kernel = shape.length == 4 && shape[0] == 3;
    return kernel
        ? new int[] {shape[3], shape[2], 3, 3}
        : new int[] {shape[shape.length - 2], shape[shape.length - 1]};
  }

  /**
   * Where the number at an index of a weight lies in the stored array.
   *
   * @param shape of the weight
   * @param out the weight's last dimension
   */
  private static int source(String name, int[] shape, int index, int out) {
    int column = index % out;
    int row = index / out;
    if (isFirst(name, shape)) { // [in, out * 16] from [out, in, 4, 4]
      return (column / 16 * shape[0] + row) * 16 + column % 16;
    }
    if (name.equals("4x4/Dense0/weight")) { // [in * 16, out] from [out, in, 4, 4], mirrored
      return column * shape[0] + row / 16 * 16 + 15 - row % 16;
    }
    if (shape.length == 4 && shape[0] == 3) { // [3, 3, in, out] from [out, in, 3, 3], mirrored
      return (column * shape[2] + row % shape[2]) * 9 + 8 - row / shape[2];
    }
    return index;
  }
}
