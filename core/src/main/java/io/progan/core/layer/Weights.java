package io.progan.core.layer;

import io.progan.core.graph.Graph;
import io.progan.core.graph.Product;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The parameters of one network as inputs of a graph.
 *
 * <p>An input appears when a layer first asks for it; weights are scaled (equalized learning rate)
 * once a graph, however many passes share them.
 */
public final class Weights {

  /** The gain of He initialisation for (leaky) ReLU. */
  public static final double RELU_GAIN = Math.sqrt(2);

  private final Graph graph;
  private final String network;
  private final boolean equalized;
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();
  private final Map<String, Tensor> derived = new HashMap<>();

  /**
   * Prepares the parameters of a network.
   *
   * @param graph the graph that gets the inputs
   * @param network the prefix of the inputs' names, for example {@code G}
   * @param equalized whether weights are multiplied by their scale in the graph
   */
  public Weights(Graph graph, String network, boolean equalized) {
    this.graph = graph;
    this.network = network;
    this.equalized = equalized;
  }

  /** The graph that the parameters are inputs of. */
  public Graph graph() {
    return graph;
  }

  /** The raw parameters that the graph uses so far: parameter name to graph input. */
  public Map<String, Tensor> inputs() {
    return Collections.unmodifiableMap(inputs);
  }

  /** The name of the graph input for a parameter. */
  public static String inputName(String network, String parameter) {
    return network + "/" + parameter;
  }

  /** A bias. */
  Tensor bias(Parameter parameter) {
    return raw(parameter);
  }

  /** A weight, scaled. */
  Tensor scaled(Parameter parameter) {
    return derive(parameter.name(), () -> raw(parameter).times(scale(parameter)));
  }

  /**
   * The 4x4 kernel that fuses a 3x3 convolution with a change of resolution: the sum of the four
   * one-pixel shifts of the padded 3x3 kernel.
   *
   * @param factor an additional factor, 1/4 when resolution is halved
   */
  Tensor spread(Parameter parameter, double factor) {
    return derive(
        parameter.name() + "/spread",
        () -> {
          long[] shape = parameter.shape();
          long maps = shape[2] * shape[3];
          Tensor shifts = graph.constant(shifts().muli(scale(parameter) * factor));
          Tensor taps = Product.matmul(shifts, Shaping.reshape(raw(parameter), 9, maps));
          return Shaping.reshape(taps, 4, 4, shape[2], shape[3]);
        });
  }

  /** {@code [16, 9]}: which taps of the 3x3 kernel each tap of the 4x4 kernel sums. */
  private INDArray shifts() {
    float[][] matrix = new float[16][9];
    for (int tap = 0; tap < 9; tap++) {
      for (int shift = 0; shift < 4; shift++) {
        int y = tap / 3 + shift / 2;
        int x = tap % 3 + shift % 2;
        matrix[4 * y + x][tap] = 1;
      }
    }
    return Nd4j.create(matrix).castTo(graph.dataType());
  }

  /** The original multiplies by a float32 constant, whatever the type of the weights. */
  private double scale(Parameter parameter) {
    return equalized ? (double) (float) parameter.scale() : 1;
  }

  private Tensor raw(Parameter parameter) {
    return inputs.computeIfAbsent(
        parameter.name(), name -> graph.input(inputName(network, name), parameter.shape()));
  }

  private Tensor derive(String key, Supplier<Tensor> make) {
    Tensor known = derived.get(key);
    if (known == null) {
      known = make.get();
      derived.put(key, known);
    }
    return known;
  }
}
