package io.progan.core.network;

import io.progan.core.layer.Layer;
import io.progan.core.state.LayerTrace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One row of a network's layer table.
 *
 * @param name the layer
 * @param parameters the number of trainable numbers
 * @param outputShape what the layer gives out; the minibatch is -1
 * @param weightShape the shape of its weights; empty without
 */
public record LayerRow(String name, long parameters, long[] outputShape, long[] weightShape) {

  /** The rows of all layers in the network's order, each at the first stage that it is part of. */
  static List<LayerRow> layers(Network network) {
    Map<String, LayerTrace> traces = new HashMap<>();
    for (Stage stage : network.stages()) {
      network.trace(stage, 1).layers().forEach(trace -> traces.putIfAbsent(trace.name(), trace));
    }
    return network.layers().stream().map(layer -> of(layer, traces.get(layer.name()))).toList();
  }

  private static LayerRow of(Layer layer, LayerTrace trace) {
    long[] outputShape = trace.outputShape().clone();
    outputShape[0] = -1;
    long[] weightShape = layer.weight().map(weight -> weight.slot().shape()).orElse(new long[0]);
    return new LayerRow(layer.name(), trace.parameters(), outputShape, weightShape);
  }

  /** The row of an input, an output or another value without parameters. */
  static LayerRow value(String name, long... shape) {
    return new LayerRow(name, 0, shape, new long[0]);
  }
}
