package io.progan.metrics.feature.tensorflow;

import io.progan.metrics.feature.onnx.OnnxAttribute;
import io.progan.metrics.feature.onnx.OnnxModelBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the nodes that a value depends on, each once and in order. Values keep TensorFlow's order
 * of axes, {@code [n, height, width, channels]}.
 */
final class GraphRewriter {
  /** Real networks are a few hundred nodes deep. */
  private static final int MAX_DEPTH = 2000;

  private static final long[] CHANNELS_FIRST = {0, 3, 1, 2};
  private static final long[] CHANNELS_LAST = {0, 2, 3, 1};

  private final Map<String, GraphNode> nodes;
  private final OnnxModelBuilder builder;

  /** The value of each node that is written. */
  private final Map<String, String> values = new HashMap<>();

  private int depth;
  private int fresh;

  GraphRewriter(Map<String, GraphNode> nodes, OnnxModelBuilder builder, String input) {
    this.nodes = nodes;
    this.builder = builder;
    values.put(input, input);
  }

  /** The name of the value of a node, which is written now if it was not yet. */
  String value(String name) throws GraphFormatException {
    String known = values.get(name);
    if (known != null) {
      return known;
    }
    if (depth == MAX_DEPTH) {
      throw new GraphFormatException("runs in circles or is too deep at node '" + name + "'");
    }
    depth++;
    String value = Operations.write(node(name), this);
    depth--;
    values.put(name, value);
    return value;
  }

  private GraphNode node(String name) throws GraphFormatException {
    GraphNode node = nodes.get(name);
    if (node == null) {
      throw new GraphFormatException(
          name.contains(":")
              ? "uses '" + name + "', but only first outputs are known here"
              : "uses a node '" + name + "' that it does not have");
    }
    return node;
  }

  /** The value of one of a node's inputs. */
  String input(GraphNode node, int index) throws GraphFormatException {
    return value(inputName(node, index));
  }

  private static String inputName(GraphNode node, int index) throws GraphFormatException {
    if (index >= node.inputs().size()) {
      throw new GraphFormatException(
          "node '" + node.name() + "' (" + node.operation() + ") lacks input " + index);
    }
    return node.inputs().get(index);
  }

  /** One of a node's inputs that must be a constant. */
  TensorValue constant(GraphNode node, int index) throws GraphFormatException {
    GraphNode source = node(inputName(node, index));
    for (int i = 0; i < MAX_DEPTH && source.operation().equals("Identity"); i++) {
      source = node(inputName(source, 0));
    }
    TensorValue value = source.attribute("value").tensor();
    if (!source.operation().equals("Const") || value == null) {
      throw new GraphFormatException(
          "input " + index + " of node '" + node.name() + "' is no constant: freeze the graph");
    }
    return value;
  }

  /** One of a node's inputs that must be constant float32 numbers. */
  float[] floats(GraphNode node, int index) throws GraphFormatException {
    float[] floats = constant(node, index).floats();
    if (floats == null) {
      throw new GraphFormatException(
          "input " + index + " of node '" + node.name() + "' is not of float32 numbers");
    }
    return floats;
  }

  /** One of a node's inputs that must be constant whole numbers. */
  long[] integers(GraphNode node, int index) throws GraphFormatException {
    long[] integers = constant(node, index).integers();
    if (integers == null) {
      throw new GraphFormatException(
          "input " + index + " of node '" + node.name() + "' is not of whole numbers");
    }
    return integers;
  }

  /** Writes a node; gives the name of its value. */
  String node(String operator, List<String> inputs, OnnxAttribute... attributes) {
    String name = "#" + fresh++;
    builder.node(operator, name, inputs, attributes);
    return name;
  }

  /** Writes a constant; gives its name. */
  String write(float[] numbers, long... shape) {
    String name = "#" + fresh++;
    builder.floats(name, numbers, shape);
    return name;
  }

  /** Writes a list of whole numbers; gives its name. */
  String write(long... numbers) {
    String name = "#" + fresh++;
    builder.integers(name, numbers, numbers.length);
    return name;
  }

  /** The value with the channels behind the minibatch, as ONNX wants it for pictures. */
  String channelsFirst(String value) {
    return node("Transpose", List.of(value), OnnxAttribute.of("perm", CHANNELS_FIRST));
  }

  /** The value with the channels at the end again. */
  String channelsLast(String value) {
    return node("Transpose", List.of(value), OnnxAttribute.of("perm", CHANNELS_LAST));
  }
}
