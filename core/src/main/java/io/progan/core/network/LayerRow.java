package io.progan.core.network;

import io.progan.core.layer.Layer;
import io.progan.core.layer.Parameter;

/**
 * One row of a network's layer table.
 *
 * @param name the layer
 * @param parameters the number of trainable numbers
 * @param outputShape what the layer gives out; the minibatch is -1
 * @param weightShape the shape of its weights; empty without
 */
public record LayerRow(String name, long parameters, long[] outputShape, long[] weightShape) {

  /** The row of a layer. */
  static LayerRow of(Layer layer, long... outputShape) {
    long count = layer.parameters().stream().mapToLong(Parameter::length).sum();
    long[] weightShape =
        layer.parameters().isEmpty() ? new long[0] : layer.parameters().get(0).shape();
    return new LayerRow(layer.name(), count, outputShape, weightShape);
  }

  /** The row of an input, an output or another value without parameters. */
  static LayerRow value(String name, long... shape) {
    return new LayerRow(name, 0, shape, new long[0]);
  }
}
