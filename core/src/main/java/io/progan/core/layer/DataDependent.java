package io.progan.core.layer;

import io.progan.core.state.StateVector;

/** A layer whose first values depend on what the training begins with. */
public interface DataDependent extends Layer {

  /**
   * Sets the layer's values, once, before the first step.
   *
   * @param state of the network, changed in place
   * @param features what the layer takes for real images, {@code [images, features]}
   * @param images at least 2
   */
  void fit(StateVector state, double[] features, int images);
}
