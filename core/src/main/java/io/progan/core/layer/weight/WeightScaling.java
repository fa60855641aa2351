package io.progan.core.layer.weight;

import io.progan.core.state.Initializer;
import io.progan.core.state.Slot;

/** Where the scale of He initialisation enters. */
public enum WeightScaling {
  /** At run time: weights are drawn from N(0, 1) (equalized learning rate). */
  EQUALIZED,
  /** At the start: weights are drawn with their standard deviation. */
  PLAIN;

  /** The gain of He initialisation for (leaky) ReLU. */
  public static final double RELU_GAIN = Math.sqrt(2);

  /**
   * The weight of a layer.
   *
   * @param layer the layer's name
   * @param gain of the initialisation
   * @param fanIn the inputs of one output
   * @param shape of the weight
   */
  public ScaledWeight weight(String layer, double gain, long fanIn, long... shape) {
    double deviation = gain / Math.sqrt((double) fanIn);
    boolean equalized = this == EQUALIZED;
    Initializer initializer = Initializer.normal(equalized ? 1 : deviation);
    return new ScaledWeight(
        Slot.trained(layer + "/weight", initializer, shape), deviation, equalized);
  }
}
