package io.progan.core.network;

import io.progan.core.graph.Tensor;

/**
 * How far the networks of a graph have grown. A network that does not grow knows one stage only.
 *
 * @param stage resolution, and whether it is being faded in
 * @param fade the weight of the resolution below, a scalar in [0, 1]; null unless fading
 */
public record Growth(Stage stage, Tensor fade) {

  /** Checks that a stage that is being faded in has a weight. */
  public Growth {
    if (stage.fading() && fade == null) {
      throw new IllegalArgumentException("no weight for the resolution below " + stage);
    }
  }
}
