package io.progan.metrics.feature.tensorflow;

import io.progan.metrics.feature.onnx.OnnxAttribute;
import java.util.ArrayList;
import java.util.List;

/**
 * How each operation of TensorFlow reads in ONNX, for those that classifiers of pictures are made
 * of.
 */
final class Operations {
  private static final int ONNX_FLOAT = 1;
  private static final int TENSORFLOW_FLOAT = 1;

  private Operations() {}

  /** Writes a node; gives the name of its value. */
  static String write(GraphNode node, GraphRewriter to) throws GraphFormatException {
    return switch (node.operation()) {
      case "Identity", "CheckNumerics", "StopGradient" -> to.input(node, 0);
      case "Const" -> constant(node, to);
      case "Sub" -> binary("Sub", node, to);
      case "Mul" -> binary("Mul", node, to);
      case "Add", "AddV2", "BiasAdd" -> binary("Add", node, to);
      case "RealDiv" -> binary("Div", node, to);
      case "Maximum" -> binary("Max", node, to);
      case "Minimum" -> binary("Min", node, to);
      case "Relu" -> to.node("Relu", List.of(to.input(node, 0)));
      case "Relu6" -> relu6(node, to);
      case "Softmax" ->
          to.node("Softmax", List.of(to.input(node, 0)), OnnxAttribute.of("axis", -1));
      case "Cast" -> cast(node, to);
      case "Reshape" -> reshape("Reshape", node, to.integers(node, 1), to);
      case "ExpandDims" -> reshape("Unsqueeze", node, to.integers(node, 1), to);
      case "Squeeze" -> reshape("Squeeze", node, node.attribute("squeeze_dims").integers(), to);
      case "Concat" -> concat(node, 0, to);
      case "ConcatV2" -> concat(node, node.inputs().size() - 1, to);
      case "Mean" -> mean(node, to);
      case "MatMul" -> matMul(node, to);
      case "BatchNormWithGlobalNormalization" -> batchNorm(node, false, to);
      case "FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3" -> batchNorm(node, true, to);
      case "Conv2D" -> Convolutions.convolution(node, to);
      case "DepthwiseConv2dNative" -> Convolutions.depthwise(node, to);
      case "MaxPool" -> Convolutions.pool("MaxPool", node, to);
      case "AvgPool" -> Convolutions.pool("AveragePool", node, to);
      case "ResizeBilinear" -> Convolutions.resize(node, to);
      default ->
          throw new GraphFormatException(
              "node '"
                  + node.name()
                  + "' is of operation "
                  + node.operation()
                  + ", which is not known here: convert the graph to ONNX with tf2onnx");
    };
  }

  private static String constant(GraphNode node, GraphRewriter to) throws GraphFormatException {
    TensorValue value = node.attribute("value").tensor();
    if (value == null || value.floats() == null) {
      throw new GraphFormatException("constant '" + node.name() + "' is not of float32 numbers");
    }
    return to.write(value.floats(), value.shape());
  }

  private static String binary(String operator, GraphNode node, GraphRewriter to)
      throws GraphFormatException {
    return to.node(operator, List.of(to.input(node, 0), to.input(node, 1)));
  }

  private static String relu6(GraphNode node, GraphRewriter to) throws GraphFormatException {
    String least = to.write(new float[] {0});
    String most = to.write(new float[] {6});
    return to.node("Clip", List.of(to.input(node, 0), least, most));
  }

  private static String cast(GraphNode node, GraphRewriter to) throws GraphFormatException {
    if (node.attribute("DstT").number() != TENSORFLOW_FLOAT) {
      throw new GraphFormatException("node '" + node.name() + "' casts to no float32 numbers");
    }
    return to.node("Cast", List.of(to.input(node, 0)), OnnxAttribute.of("to", ONNX_FLOAT));
  }

  /** Operators whose second operand is a list of whole numbers. */
  private static String reshape(String operator, GraphNode node, long[] numbers, GraphRewriter to)
      throws GraphFormatException {
    String value = to.input(node, 0);
    return numbers.length == 0
        ? to.node(operator, List.of(value))
        : to.node(operator, List.of(value, to.write(numbers)));
  }

  private static String concat(GraphNode node, int axisInput, GraphRewriter to)
      throws GraphFormatException {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      if (i != axisInput) {
        parts.add(to.input(node, i));
      }
    }
    long axis = to.integers(node, axisInput)[0];
    return to.node("Concat", parts, OnnxAttribute.of("axis", axis));
  }

  private static String mean(GraphNode node, GraphRewriter to) throws GraphFormatException {
    long keep = node.attribute("keep_dims").number();
    String axes = to.write(to.integers(node, 1));
    return to.node(
        "ReduceMean", List.of(to.input(node, 0), axes), OnnxAttribute.of("keepdims", keep));
  }

  private static String matMul(GraphNode node, GraphRewriter to) throws GraphFormatException {
    List<String> factors = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      String factor = to.input(node, i);
      boolean transposed = node.attribute(i == 0 ? "transpose_a" : "transpose_b").number() != 0;
      factors.add(transposed ? to.node("Transpose", List.of(factor)) : factor);
    }
    return to.node("MatMul", factors);
  }

  /**
   * Batch normalisation with fixed statistics is one product and one sum for each channel.
   *
   * @param fused whether the constants are scale, shift, mean and variance, or else mean, variance,
   *     shift and scale
   */
  private static String batchNorm(GraphNode node, boolean fused, GraphRewriter to)
      throws GraphFormatException {
    float[] mean = to.floats(node, fused ? 3 : 1);
    float[] variance = to.floats(node, fused ? 4 : 2);
    float[] shift = to.floats(node, fused ? 2 : 3);
    float[] scale = to.floats(node, fused ? 1 : 4);
    float epsilon = node.attribute(fused ? "epsilon" : "variance_epsilon").real();
    boolean scaled = fused || node.attribute("scale_after_normalization").number() != 0;
    int channels = mean.length;
    if (variance.length != channels || shift.length != channels || scale.length != channels) {
      throw new GraphFormatException("node '" + node.name() + "' has constants of unequal length");
    }
    float[] factors = new float[channels];
    float[] summands = new float[channels];
    for (int i = 0; i < channels; i++) {
      double factor = (scaled ? scale[i] : 1) / Math.sqrt((double) variance[i] + epsilon);
      factors[i] = (float) factor;
      summands[i] = (float) (shift[i] - mean[i] * factor);
    }
    String product = to.node("Mul", List.of(to.input(node, 0), to.write(factors, channels)));
    return to.node("Add", List.of(product, to.write(summands, channels)));
  }
}
