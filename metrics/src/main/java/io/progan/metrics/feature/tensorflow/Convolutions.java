package io.progan.metrics.feature.tensorflow;

import io.progan.metrics.feature.onnx.OnnxAttribute;
import java.util.List;

/**
 * The operations that know height and width. ONNX wants the channels before them; what turns axes
 * back and forth between two of these, ONNX Runtime takes out again.
 */
final class Convolutions {

  private Convolutions() {}

  /** A convolution; filters {@code [height, width, in, out]} become {@code [out, in, ...]}. */
  static String convolution(GraphNode node, GraphRewriter to) throws GraphFormatException {
    TensorValue filter = filter(node, to);
    long[] s = filter.shape();
    int area = (int) (s[0] * s[1]);
    int in = (int) s[2];
    int out = (int) s[3];
    float[] turned = new float[filter.floats().length];
    for (int i = 0; i < turned.length; i++) {
      int position = i / out / in;
      turned[(i % out * in + i / out % in) * area + position] = filter.floats()[i];
    }
    return convolve(node, to, to.write(turned, out, in, s[0], s[1]), 1);
  }

  /** A filter for each channel; {@code [height, width, in, multiplier]}. */
  static String depthwise(GraphNode node, GraphRewriter to) throws GraphFormatException {
    TensorValue filter = filter(node, to);
    long[] s = filter.shape();
    int area = (int) (s[0] * s[1]);
    int out = (int) (s[2] * s[3]);
    float[] turned = new float[filter.floats().length];
    for (int i = 0; i < turned.length; i++) {
      turned[i % out * area + i / out] = filter.floats()[i];
    }
    return convolve(node, to, to.write(turned, out, 1, s[0], s[1]), s[2]);
  }

  private static TensorValue filter(GraphNode node, GraphRewriter to) throws GraphFormatException {
    TensorValue filter = to.constant(node, 1);
    if (filter.shape().length != 4 || filter.floats() == null) {
      throw new GraphFormatException("node '" + node.name() + "' has no filter of four axes");
    }
    return filter;
  }

  private static String convolve(GraphNode node, GraphRewriter to, String weights, long groups)
      throws GraphFormatException {
    long[] dilations = node.attribute("dilations").integers();
    String result =
        to.node(
            "Conv",
            List.of(to.channelsFirst(to.input(node, 0)), weights),
            OnnxAttribute.of("strides", heightAndWidth(node, "strides")),
            OnnxAttribute.of("auto_pad", padding(node)),
            OnnxAttribute.of("group", groups),
            OnnxAttribute.of(
                "dilations",
                dilations.length == 4 ? heightAndWidth(node, "dilations") : new long[] {1, 1}));
    return to.channelsLast(result);
  }

  /** A maximum or a mean over windows; a mean does not count what lies outside. */
  static String pool(String operator, GraphNode node, GraphRewriter to)
      throws GraphFormatException {
    String result =
        to.node(
            operator,
            List.of(to.channelsFirst(to.input(node, 0))),
            OnnxAttribute.of("kernel_shape", heightAndWidth(node, "ksize")),
            OnnxAttribute.of("strides", heightAndWidth(node, "strides")),
            OnnxAttribute.of("auto_pad", padding(node)));
    return to.channelsLast(result);
  }

  /** Bilinear scaling to a fixed size. */
  static String resize(GraphNode node, GraphRewriter to) throws GraphFormatException {
    String coordinates = "asymmetric";
    if (node.attribute("align_corners").number() != 0) {
      coordinates = "align_corners";
    } else if (node.attribute("half_pixel_centers").number() != 0) {
      coordinates = "half_pixel";
    }
    String size = to.write(to.integers(node, 1));
    String result =
        to.node(
            "Resize",
            List.of(to.channelsFirst(to.input(node, 0)), "", "", size),
            OnnxAttribute.of("axes", new long[] {2, 3}),
            OnnxAttribute.of("mode", "linear"),
            OnnxAttribute.of("coordinate_transformation_mode", coordinates));
    return to.channelsLast(result);
  }

  private static long[] heightAndWidth(GraphNode node, String key) throws GraphFormatException {
    long[] axes = node.attribute(key).integers();
    String format = node.attribute("data_format").text();
    if (axes.length != 4 || !(format.isEmpty() || format.equals("NHWC"))) {
      throw new GraphFormatException(
          "node '"
              + node.name()
              + "' does not have its channels last, as graphs for processors do");
    }
    return new long[] {axes[1], axes[2]};
  }

  private static String padding(GraphNode node) throws GraphFormatException {
    return switch (node.attribute("padding").text()) {
      case "SAME" -> "SAME_UPPER";
      case "VALID" -> "VALID";
      default ->
          throw new GraphFormatException(
              "node '" + node.name() + "' has a padding that is not known here");
    };
  }
}
