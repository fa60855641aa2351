package io.progan.metrics.feature.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes the bias of the last layer out of a model. */
public final class BiasFreeModel {

  private static final int GRAPH = 7;
  private static final int NODE = 1;

  /** Operations that a bias goes through as it is, or that follow the logits. */
  private static final Set<String> PASSING =
      Set.of("Softmax", "Identity", "Flatten", "Reshape", "Squeeze", "Unsqueeze", "Cast");

  /** Operations whose third input is a bias. */
  private static final Set<String> LAYERS = Set.of("Gemm", "Conv");

  private BiasFreeModel() {}

  /**
   * The same model without the bias of the dense layer or convolution that an output comes from.
   *
   * @param model the bytes of an ONNX file
   * @param output probabilities or logits of classes
   * @throws IllegalArgumentException if the output does not come from such a layer, or the layer
   *     has no bias
   */
  public static byte[] of(byte[] model, String output) {
    try {
      Map<String, OnnxNode> nodes = nodes(model);
      OnnxNode last = layer(nodes, output);
      byte[] without = without(nodes, last, output);
      return MessageEditor.change(
          model,
          GRAPH,
          graph ->
              MessageEditor.change(
                  graph,
                  NODE,
                  node -> OnnxNode.parse(node).outputs().equals(last.outputs()) ? without : node));
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException("its nodes cannot be read", e);
    }
  }

  /** All nodes by the names of what they give. */
  private static Map<String, OnnxNode> nodes(byte[] model) throws IOException {
    Map<String, OnnxNode> nodes = new HashMap<>();
    CodedInputStream in = CodedInputStream.newInstance(model);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == GRAPH) {
        CodedInputStream graph = CodedInputStream.newInstance(in.readByteArray());
        for (int t = graph.readTag(); t != 0; t = graph.readTag()) {
          if (WireFormat.getTagFieldNumber(t) == NODE) {
            OnnxNode node = OnnxNode.parse(graph.readByteArray());
            node.outputs().forEach(name -> nodes.put(name, node));
          } else {
            graph.skipField(t);
          }
        }
      } else {
        in.skipField(tag);
      }
    }
    return nodes;
  }

  /** The last node on the way to an output that is more than a softmax or a change of shape. */
  private static OnnxNode layer(Map<String, OnnxNode> nodes, String output) {
    OnnxNode node = nodes.get(output);
    for (int i = 0; i < nodes.size() && node != null && PASSING.contains(node.operation()); i++) {
      node = node.inputs().isEmpty() ? null : nodes.get(node.inputs().get(0));
    }
    if (node == null) {
      throw new IllegalArgumentException("output '%s' comes from no layer".formatted(output));
    }
    return node;
  }

  private static byte[] without(Map<String, OnnxNode> nodes, OnnxNode last, String output) {
    List<String> inputs = last.inputs();
    if (LAYERS.contains(last.operation()) && inputs.size() == 3) {
      return last.with(inputs.subList(0, 2));
    }
    if (last.operation().equals("Add") && inputs.size() == 2) {
      for (int i = 0; i < 2; i++) {
        OnnxNode before = nodes.get(inputs.get(i));
        OnnxNode other = nodes.get(inputs.get(1 - i));
        boolean constant = other == null || other.operation().equals("Constant");
        if (constant && before != null && before.operation().equals("MatMul")) {
          return last.passing(inputs.get(i));
        }
      }
    }
    throw new IllegalArgumentException(
        "output '%s' comes from a layer %s, in which no bias is found"
            .formatted(output, last.operation()));
  }
}
