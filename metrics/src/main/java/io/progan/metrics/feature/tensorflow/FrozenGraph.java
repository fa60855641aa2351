package io.progan.metrics.feature.tensorflow;

import io.progan.metrics.feature.onnx.OnnxModelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A classifier from a frozen TensorFlow graph, rewritten in the ONNX format. Made for Inception of
 * 2015-12-05 ({@code classify_image_graph_def.pb}): pictures go where its decoder leaves them
 * ({@code ExpandDims}), features come from {@code pool_3}, and the classes are the features times
 * the weights of {@code softmax/logits/MatMul}, usually without biases, as the published Inception
 * scores have them.
 *
 * @param model the bytes of an ONNX model
 * @param features the output with the features
 * @param classes the output with the classes, if the graph has any
 */
public record FrozenGraph(byte[] model, String features, Optional<String> classes) {
  private static final String INCEPTION_INPUT = "ExpandDims";
  private static final String INCEPTION_FEATURES = "pool_3";
  private static final String INCEPTION_LOGITS = "softmax/logits/MatMul";

  /** Their sum with the biases. */
  private static final String INCEPTION_SUM = "softmax/logits";

  private static final int TYPE_BYTE = 4;

  /**
   * Rewrites a graph.
   *
   * @param graph the bytes of a {@code GraphDef}
   * @param input the node that the pictures replace; if empty, the only placeholder, else {@code
   *     ExpandDims}
   * @param features the node with the features; if empty, {@code pool_3}
   * @param classes the node with logits or probabilities; if empty, those of Inception if it is one
   * @param bias whether Inception's logits get their biases
   * @throws GraphFormatException if it is none, lacks such a node, or has an operation that is not
   *     known here
   */
  public static FrozenGraph rewrite(
      byte[] graph,
      Optional<String> input,
      Optional<String> features,
      Optional<String> classes,
      boolean bias)
      throws GraphFormatException {
    Map<String, GraphNode> nodes = GraphNode.parseGraph(graph);
    GraphNode image = find(nodes, "input", input.orElseGet(() -> inputOf(nodes)));
    GraphNode last = find(nodes, "features", features.orElse(INCEPTION_FEATURES));
    OnnxModelBuilder builder = new OnnxModelBuilder();
    declare(builder, image);
    GraphRewriter rewriter = new GraphRewriter(nodes, builder, image.name());
    Optional<String> classNode = Optional.empty();
    if (classes.isPresent()) {
      GraphNode given = find(nodes, "classes", classes.get());
      output(builder, "Identity", given.name(), rewriter.value(given.name()));
      classNode = Optional.of(given.name());
    } else if (nodes.containsKey(INCEPTION_LOGITS)) {
      classNode = Optional.of(outputLogits(builder, rewriter, nodes, bias));
    }
    if (!classNode.equals(Optional.of(last.name()))) {
      output(builder, "Identity", last.name(), rewriter.value(last.name()));
    }
    return new FrozenGraph(builder.toBytes(), last.name(), classNode);
  }

  /**
   * Made from {@code pool_3}, since behind it Inception holds a shape for a single picture.
   *
   * @return the output's name
   */
  private static String outputLogits(
      OnnxModelBuilder builder, GraphRewriter rewriter, Map<String, GraphNode> nodes, boolean bias)
      throws GraphFormatException {
    GraphNode logits = nodes.get(INCEPTION_LOGITS);
    String pooled =
        nodes.containsKey(INCEPTION_FEATURES)
            ? rewriter.value(INCEPTION_FEATURES)
            : rewriter.input(logits, 0);
    String flat = rewriter.node("Flatten", List.of(pooled));
    String weights = rewriter.input(logits, 1);
    if (!bias) {
      output(builder, "MatMul", INCEPTION_LOGITS, flat, weights);
      return INCEPTION_LOGITS;
    }
    GraphNode sum = find(nodes, "biases of the classes", INCEPTION_SUM);
    String product = rewriter.node("MatMul", List.of(flat, weights));
    output(builder, "Add", INCEPTION_SUM, product, rewriter.input(sum, 1));
    return INCEPTION_SUM;
  }

  private static void output(
      OnnxModelBuilder builder, String operator, String name, String... inputs) {
    builder.node(operator, name, List.of(inputs)).output(name);
  }

  private static String inputOf(Map<String, GraphNode> nodes) {
    List<String> placeholders = new ArrayList<>();
    for (GraphNode node : nodes.values()) {
      if (node.operation().equals("Placeholder")) {
        placeholders.add(node.name());
      }
    }
    return placeholders.size() == 1 ? placeholders.get(0) : INCEPTION_INPUT;
  }

  private static GraphNode find(Map<String, GraphNode> nodes, String what, String name)
      throws GraphFormatException {
    GraphNode node = nodes.get(name.replaceFirst(":0$", ""));
    if (node == null) {
      throw new GraphFormatException(
          "has no node '" + name + "' for the " + what + "; its last nodes are " + ends(nodes));
    }
    return node;
  }

  private static Set<String> ends(Map<String, GraphNode> nodes) {
    Set<String> ends = new TreeSet<>(nodes.keySet());
    nodes.values().forEach(node -> node.inputs().forEach(ends::remove));
    return ends.size() > 9 ? new TreeSet<>(List.copyOf(ends).subList(0, 9)) : ends;
  }

  private static void declare(OnnxModelBuilder builder, GraphNode image) {
    long[] shape = image.attribute("shape").shape();
    long[] axes = shape.length == 4 ? shape : new long[] {-1, -1, -1, 3};
    boolean bytes =
        image.operation().equals("Placeholder") && image.attribute("dtype").number() == TYPE_BYTE;
    if (bytes) {
      builder.byteInput(image.name(), axes);
    } else {
      builder.floatInput(image.name(), axes);
    }
  }
}
