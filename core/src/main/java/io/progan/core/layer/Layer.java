package io.progan.core.layer;

import io.progan.core.graph.Tensor;
import java.util.List;

/** One layer of a network. */
public interface Layer {

  /**
   * The name of the layer, with which its parameters' names begin; for example {@code 4x4/Conv}.
   */
  String name();

  /** The trainable arrays in the original's order; empty if there are none. */
  List<Parameter> parameters();

  /**
   * Adds the layer to a graph.
   *
   * @param weights the network's parameters
   * @param x the layer's input; {@code [minibatch, channels, height, width]} but for dense layers
   * @return the layer's output
   */
  Tensor forward(Weights weights, Tensor x);
}
