package io.progan.core.state;

import io.progan.core.graph.Graph;
import io.progan.core.graph.Tensor;

/** Where the noise of a pass comes from. */
@FunctionalInterface
public interface NoiseSource {

  /** How noise is distributed. */
  enum Kind {
    /** Normal, with mean 0 and standard deviation 1. */
    NORMAL,
    /** Uniform from 0 to below 1. */
    UNIFORM
  }

  /** The beginning of the names of inputs that hold noise. */
  String PREFIX = "noise/";

  /**
   * Noise for a layer.
   *
   * @param rows images, over all parts of the pass
   * @param width numbers for each
   * @return {@code [rows, width]}
   */
  Tensor tensor(Kind kind, String layer, long rows, long width);

  /** Inputs of a graph, one for each layer. */
  static NoiseSource inputs(Graph graph) {
    return (kind, layer, rows, width) -> graph.input(PREFIX + layer, rows, width);
  }
}
