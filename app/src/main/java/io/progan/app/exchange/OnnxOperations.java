package io.progan.app.exchange;

import static java.util.Map.entry;

import io.progan.core.device.HostValues;
import io.progan.core.graph.Operation;
import io.progan.core.graph.Product;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.metrics.feature.onnx.OnnxAttribute;
import io.progan.metrics.feature.onnx.OnnxModelBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.DeConv2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.DeConv2DConfig;

/**
 * Operations of a graph as ONNX nodes (onnx.ai, operators of set 13). The first dimension of
 * everything that depends on the model's inputs is the minibatch, of any size.
 */
final class OnnxOperations {

  /** Operations that are nodes of the same meaning. */
  private static final Map<String, String> SAME =
      Map.ofEntries(
          entry("add", "Add"),
          entry("subtract", "Sub"),
          entry("multiply", "Mul"),
          entry("divide", "Div"),
          entry("maximum", "Max"),
          entry("sqrt", "Sqrt"),
          entry("exp", "Exp"),
          entry("log", "Log"),
          entry("tanh", "Tanh"),
          entry("abs", "Abs"));

  private final OnnxModelBuilder model;
  private final Map<Tensor, INDArray> known;
  private final Set<String> written = new HashSet<>();

  /**
   * @param model what nodes are added to
   * @param known the values of all that does not depend on the model's inputs
   */
  OnnxOperations(OnnxModelBuilder model, Map<Tensor, INDArray> known) {
    this.model = model;
    this.known = known;
  }

  /**
   * Adds an operation.
   *
   * @throws IllegalArgumentException naming it, if there is no ONNX for it
   */
  void add(Operation operation) {
    String same = SAME.get(operation.kind());
    if (same != null) {
      node(same, operation, operation.inputs().stream().map(this::read).toList());
      return;
    }
    switch (operation.kind()) {
      case "rsqrt" -> rsqrt(operation);
      case "reduce_sum" -> sum(operation);
      case "concat" -> concat(operation);
      case "reshape" -> reshape(operation);
      case "matmul" -> matmul(operation);
      case "conv2d" -> conv(operation);
      case "deconv2d" -> transposedConv(operation);
      case "upsampling2d" -> upscale(operation);
      case "maxpool2d" -> maxPool(operation);
      case "softmax" -> softmax(operation);
      case "slice" -> slice(operation);
      default ->
          throw new IllegalArgumentException("no ONNX for the operation " + operation.kind());
    }
  }

  private void node(
      String operator, Operation operation, List<String> inputs, OnnxAttribute... attributes) {
    model.node(operator, operation.output().name(), inputs, attributes);
  }

  /** The name of an operand, whose values are written where they are known. */
  private String read(Tensor tensor) {
    INDArray values = known.get(tensor);
    if (values != null && written.add(tensor.name())) {
      model.floats(tensor.name(), HostValues.floats(values), tensor.shape());
    }
    return tensor.name();
  }

  private void rsqrt(Operation operation) {
    String root = operation.output().name() + "/root";
    model.node("Sqrt", root, List.of(read(operation.inputs().get(0))));
    node("Reciprocal", operation, List.of(root));
  }

  /** Sums over dimensions that stay, with length 1. */
  private void sum(Operation operation) {
    Tensor x = operation.inputs().get(0);
    Tensor y = operation.output();
    if (x.rank() != y.rank()) {
      throw new IllegalArgumentException("no ONNX for a sum whose dimensions do not stay");
    }
    long[] axes =
        IntStream.range(0, x.rank()).filter(i -> x.size(i) != y.size(i)).asLongStream().toArray();
    if (axes.length == 0) {
      node("Identity", operation, List.of(read(x)));
      return;
    }
    String name = y.name() + "/axes";
    model.integers(name, axes, axes.length);
    node("ReduceSum", operation, List.of(read(x), name), OnnxAttribute.of("keepdims", 1));
  }

  private void concat(Operation operation) {
    Tensor first = operation.inputs().get(0);
    int axis =
        IntStream.range(0, first.rank())
            .filter(i -> first.size(i) != operation.output().size(i))
            .findFirst()
            .orElse(0);
    List<String> inputs = operation.inputs().stream().map(this::read).toList();
    node("Concat", operation, inputs, OnnxAttribute.of("axis", axis));
  }

  private void reshape(Operation operation) {
    long[] shape = operation.output().shape();
    shape[0] = -1;
    String name = operation.output().name() + "/shape";
    model.integers(name, shape, shape.length);
    node("Reshape", operation, List.of(read(operation.inputs().get(0)), name));
  }

  private void matmul(Operation operation) {
    Product.Transposition transposed = operation.arguments(Product.Transposition.class);
    String a = matrix(operation, 0, transposed.first());
    String b = matrix(operation, 1, transposed.second());
    node("MatMul", operation, List.of(a, b));
  }

  /** A factor, whose last two dimensions change places first if it is transposed. */
  private String matrix(Operation operation, int index, boolean transposed) {
    Tensor factor = operation.inputs().get(index);
    if (!transposed) {
      return read(factor);
    }
    String name = operation.output().name() + "/transposed" + index;
    long[] order = LongStream.range(0, factor.rank()).toArray();
    order[factor.rank() - 2] = factor.rank() - 1L;
    order[factor.rank() - 1] = factor.rank() - 2L;
    model.node("Transpose", name, List.of(read(factor)), OnnxAttribute.of("perm", order));
    return name;
  }

  private void softmax(Operation operation) {
    int axis = operation.arguments(Reduction.Axes.class).dimensions().get(0);
    String x = read(operation.inputs().get(0));
    node("Softmax", operation, List.of(x), OnnxAttribute.of("axis", axis));
  }

  private void maxPool(Operation operation) {
    Tensor x = operation.inputs().get(0);
    long factor = x.size(2) / operation.output().size(2);
    long[] block = {factor, factor};
    node(
        "MaxPool",
        operation,
        List.of(read(x)),
        OnnxAttribute.of("kernel_shape", block),
        OnnxAttribute.of("strides", block));
  }

  private void slice(Operation operation) {
    Shaping.Part part = operation.arguments(Shaping.Part.class);
    if (part.dimension() == 0) {
      throw new IllegalArgumentException("no ONNX for a part of a minibatch");
    }
    String name = operation.output().name();
    long end = part.begin() + operation.output().size(part.dimension());
    List<String> inputs = new ArrayList<>(List.of(read(operation.inputs().get(0))));
    inputs.add(number(name + "/starts", part.begin()));
    inputs.add(number(name + "/ends", end));
    inputs.add(number(name + "/axes", part.dimension()));
    node("Slice", operation, inputs);
  }

  private String number(String name, long value) {
    model.integers(name, new long[] {value}, 1);
    return name;
  }

  private void conv(Operation operation) {
    Conv2DConfig config = ((Conv2D) operation.function()).getConfig();
    convolution("Conv", operation, config.getSH(), config.getPH());
  }

  private void transposedConv(Operation operation) {
    DeConv2DConfig config = ((DeConv2D) operation.function()).getConfig();
    convolution("ConvTranspose", operation, config.getSH(), config.getPH());
  }

  /** Weights lie as kernel rows, kernel columns, and channels; ONNX wants the channels first. */
  private void convolution(String operator, Operation operation, long stride, long padding) {
    Tensor weight = operation.inputs().get(1);
    INDArray values = known.get(weight);
    if (values == null) {
      throw new IllegalArgumentException("no ONNX for weights that depend on the input: " + weight);
    }
    String name = weight.name() + "/" + operator;
    if (written.add(name)) {
      INDArray channelsFirst = values.permute(3, 2, 0, 1);
      model.floats(name, HostValues.floats(channelsFirst), channelsFirst.shape());
    }
    List<String> inputs = new ArrayList<>(List.of(read(operation.inputs().get(0)), name));
    operation.inputs().stream().skip(2).map(this::read).forEach(inputs::add);
    node(
        operator,
        operation,
        inputs,
        OnnxAttribute.of("strides", new long[] {stride, stride}),
        OnnxAttribute.of("pads", new long[] {padding, padding, padding, padding}));
  }

  private void upscale(Operation operation) {
    Tensor x = operation.inputs().get(0);
    long factor = operation.output().size(2) / x.size(2);
    resize(read(x), factor, operation.output().name());
  }

  private void resize(String x, long factor, String output) {
    String scales = output + "/scales";
    model.floats(scales, new float[] {1, 1, factor, factor}, 4);
    model.node(
        "Resize",
        output,
        List.of(x, "", scales),
        OnnxAttribute.of("mode", "nearest"),
        OnnxAttribute.of("coordinate_transformation_mode", "asymmetric"),
        OnnxAttribute.of("nearest_mode", "floor"));
  }

  /** Makes a tensor, its pixels repeated, the model's output. */
  void output(Tensor tensor, int factor, String name) {
    if (factor == 1) {
      model.node("Identity", name, List.of(tensor.name()));
    } else {
      resize(tensor.name(), factor, name);
    }
    model.output(name);
  }
}
