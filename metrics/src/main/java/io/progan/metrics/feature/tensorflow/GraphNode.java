package io.progan.metrics.feature.tensorflow;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A node of a graph, as TensorFlow's {@code NodeDef}.
 *
 * @param name its name
 * @param operation what it computes
 * @param inputs the names of the nodes that it reads, without those it only waits for
 * @param attributes by name
 */
record GraphNode(
    String name, String operation, List<String> inputs, Map<String, Attribute> attributes) {
  private static final int GRAPH_NODE = 1;
  private static final int NAME = 1;
  private static final int OPERATION = 2;
  private static final int INPUT = 3;
  private static final int ATTRIBUTE = 5;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  private static final Attribute NONE = new Attribute("", 0, 0, new long[0], new long[0], null);

  /**
   * Reads all nodes of a {@code GraphDef}.
   *
   * @return by name, in the order of the file
   */
  static Map<String, GraphNode> parseGraph(byte[] graph) throws GraphFormatException {
    Map<String, GraphNode> nodes = new LinkedHashMap<>();
    CodedInputStream in = CodedInputStream.newInstance(graph);
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (WireFormat.getTagFieldNumber(tag) == GRAPH_NODE) {
          GraphNode node = parse(in.readByteArray());
          nodes.put(node.name, node);
        } else {
          in.skipField(tag);
        }
      }
    } catch (IOException e) {
      throw new GraphFormatException(
          "is damaged near byte " + in.getTotalBytesRead() + ": " + firstLine(e), e);
    }
    return nodes;
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static GraphNode parse(byte[] message) throws IOException {
    String name = "";
    String operation = "";
    List<String> inputs = new ArrayList<>();
    Map<String, Attribute> attributes = new HashMap<>();
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case NAME -> name = in.readString();
        case OPERATION -> operation = in.readString();
        case INPUT -> inputs.add(in.readString());
        case ATTRIBUTE -> putAttribute(in.readByteArray(), attributes);
        default -> in.skipField(tag);
      }
    }
    inputs.removeIf(input -> input.startsWith("^"));
    inputs.replaceAll(input -> input.replaceFirst(":0$", ""));
    return new GraphNode(name, operation, List.copyOf(inputs), attributes);
  }

  private static void putAttribute(byte[] entry, Map<String, Attribute> attributes)
      throws IOException {
    String key = "";
    Attribute value = NONE;
    CodedInputStream in = CodedInputStream.newInstance(entry);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case KEY -> key = in.readString();
        case VALUE -> value = Attribute.parse(in.readByteArray());
        default -> in.skipField(tag);
      }
    }
    attributes.put(key, value);
  }

  /** An attribute, empty if there is none of this name. */
  Attribute attribute(String key) {
    return attributes.getOrDefault(key, NONE);
  }
}
