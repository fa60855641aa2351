package io.progan.core.exchange;

import io.progan.core.layer.Layer;
import io.progan.core.layer.weight.ScaledWeight;
import io.progan.core.network.Network;
import io.progan.core.network.family.Networks;
import io.progan.core.state.Slot;
import io.progan.dataset.numpy.NpyArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network of the Theano implementation that came before the original release. Its arrays have no
 * names but an order: of each layer the weights, with equalized learning rate the number that they
 * are multiplied by, and the bias. Its convolutions are convolutions in the strict sense, with the
 * kernel mirrored, {@code [out, in, height, width]}; it neither fuses convolution and scaling nor
 * has labels.
 */
final class TheanoNetwork {

  private static final Set<String> GENERATORS = Set.of("G_paper", "G_progressive_8");
  private static final Set<String> DISCRIMINATORS = Set.of("D_paper", "D_progressive_8");

  /** Images in a group of the minibatch standard deviation: all of a minibatch then. */
  private static final int GROUP_SIZE = 16;

  private final PickledState state;
  private final Iterator<?> values;

  private TheanoNetwork(PickledState state) throws ExchangeException {
    this.state = state;
    this.values = state.list("param_values").iterator();
  }

  /**
   * The same network as the original release would describe it.
   *
   * @param state the pickled attributes
   * @param generator whether a generator is expected, rather than a discriminator
   * @throws ExchangeException if it is another network, or has options that cannot be kept
   */
  static OriginalNetwork convert(PickledState state, boolean generator) throws ExchangeException {
    Map<String, Object> options = state.options("build_func_spec");
    Object function = options.remove("func");
    Set<String> known = generator ? GENERATORS : DISCRIMINATORS;
    if (!(function instanceof String name) || !known.contains(name)) {
      throw state.problem(
          "is built by '%s', and only %s can be imported here"
              .formatted(function, String.join(" or ", known.stream().sorted().toList())));
    }
    refuseWhatWouldChangeIt(state, options);
    options.put("fused_scale", false);
    options.put("mbstd_group_size", GROUP_SIZE);
    OptionMapper mapper = new OptionMapper(state.where(), options);
    Network network =
        generator
            ? Networks.generator(mapper.generator(), mapper.shape())
            : Networks.discriminator(mapper.discriminator(), mapper.shape());
    Map<String, NpyArray> variables = new TheanoNetwork(state).variables(network);
    Map<String, Object> levels = state.options("toplevel_params");
    variables.put(OriginalNetwork.LOD, state.array("cur_lod", levels.get("cur_lod")));
    return new OriginalNetwork(options, variables);
  }

  /**
   * Options of layers that the original release no longer has, and the only value they may have.
   */
  private static void refuseWhatWouldChangeIt(PickledState state, Map<String, Object> options)
      throws ExchangeException {
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("label_size", 0);
    wanted.put("use_batchnorm", false);
    wanted.put("use_layernorm", false);
    wanted.put("tanh_at_end", null);
    wanted.put("mbdisc_kernels", null);
    wanted.put("mbstat_func", "Tstdeps");
    wanted.put("mbstat_avg", "all");
    for (Map.Entry<String, Object> option : wanted.entrySet()) {
      Object only = option.getValue();
      Object value = options.containsKey(option.getKey()) ? options.remove(option.getKey()) : only;
      boolean equal = only == null ? value == null : only.equals(value);
      if (!equal) {
        throw state.problem(
            "option %s is %s; only %s can be imported".formatted(option.getKey(), value, only));
      }
    }
    options.remove("use_gdrop"); // noise while training; what is computed afterwards is the same
  }

  private Map<String, NpyArray> variables(Network network) throws ExchangeException {
    Map<String, NpyArray> variables = new LinkedHashMap<>();
    for (Layer layer : inOrder(network)) {
      if (!layer.slots().isEmpty()) {
        Slot weight = layer.slots().get(0);
        Slot bias = layer.slots().get(1);
        NpyArray stored = next(weight.name());
        ScaledWeight scaled = (ScaledWeight) layer.weight().orElseThrow();
        double factor = scaled.equalized() ? scale(weight) / scaled.standardDeviation() : 1;
        variables.put(weight.name(), weight(weight, stored, factor));
        variables.put(bias.name(), next(bias.name()));
      }
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

  private static int[] storedShape(String name, int[] shape) {
    if (name.equals("4x4/Dense/weight")) {
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
    if (name.equals("4x4/Dense/weight")) { // [in, out * 16] from [out, in, 4, 4]
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
