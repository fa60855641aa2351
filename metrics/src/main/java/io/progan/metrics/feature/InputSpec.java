package io.progan.metrics.feature;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a network wants as input.
 *
 * @param name its name inside the file
 * @param channelsFirst whether the axes are {@code [n, 3, height, width]} or {@code [n, height,
 *     width, 3]}
 * @param minibatch how many pictures it takes at once, -1 for any number
 * @param height rows, -1 for any number
 * @param width columns, -1 for any number
 * @param bytes whether values are unsigned bytes or float32
 */
record InputSpec(
    String name, boolean channelsFirst, int minibatch, int height, int width, boolean bytes) {

  private static final int COLOURS = 3;

  /** Finds the input that takes pictures. */
  static InputSpec detect(Map<String, NodeInfo> inputs, Optional<String> given)
      throws UnusableNetworkException {
    if (given.isPresent() && !inputs.containsKey(given.get())) {
      throw new UnusableNetworkException(
          "has no input '" + given.get() + "'; there are " + inputs.keySet());
    }
    List<InputSpec> found = new ArrayList<>();
    for (NodeInfo input : inputs.values()) {
      if (given.isEmpty() || given.get().equals(input.getName())) {
        of(input).ifPresent(found::add);
      }
    }
    if (found.size() != 1 || inputs.size() != 1) {
      throw new UnusableNetworkException(
          "needs one input for RGB images, [n, 3, height, width] or [n, height, width, 3] of"
              + " float32 or uint8; there are "
              + described(inputs.values()));
    }
    return found.get(0);
  }

  private static String described(Collection<NodeInfo> inputs) {
    return inputs.stream()
        .map(
            input ->
                input.getInfo() instanceof TensorInfo tensor
                    ? "%s %s of %s"
                        .formatted(input.getName(), Arrays.toString(tensor.getShape()), tensor.type)
                    : input.getName())
        .collect(Collectors.joining(", "));
  }

  private static Optional<InputSpec> of(NodeInfo input) {
    if (!(input.getInfo() instanceof TensorInfo tensor)) {
      return Optional.empty();
    }
    boolean bytes = tensor.type == OnnxJavaType.UINT8;
    long[] shape = tensor.getShape();
    if (shape.length != 4 || (!bytes && tensor.type != OnnxJavaType.FLOAT)) {
      return Optional.empty();
    }
    boolean last = shape[3] == COLOURS;
    if (!last && shape[1] != COLOURS) {
      return Optional.empty();
    }
    int rowAxis = last ? 1 : 2;
    return Optional.of(
        new InputSpec(
            input.getName(),
            !last,
            (int) shape[0],
            (int) shape[rowAxis],
            (int) shape[rowAxis + 1],
            bytes));
  }
}
