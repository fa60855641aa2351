package io.progan.core.optimizer;

import io.progan.presets.config.OptimizerConfig;

/**
 * Dynamic loss scaling: gradients are computed at {@code 2^log2} times their size, so that they do
 * not underflow in half precision. The scale grows slowly and drops when a gradient overflows.
 */
public final class LossScale {

  private final OptimizerConfig config;
  private double log2;

  /** Starts at the configured scale; without loss scaling the scale stays 1. */
  public LossScale(OptimizerConfig config) {
    this.config = config;
    reset();
  }

  /** Starts anew at the configured scale. */
  public final void reset() {
    log2 = config.useLossScaling() ? config.lossScalingInit() : 0;
  }

  /** Whether losses are scaled at all. */
  public boolean used() {
    return config.useLossScaling();
  }

  /** The factor on the loss. */
  public double factor() {
    return Math.pow(2, log2);
  }

  /** The logarithm of the factor to base 2. */
  public double log2() {
    return log2;
  }

  /** Continues from a saved logarithm. */
  public void restore(double savedLog2) {
    this.log2 = savedLog2;
  }

  /** Adjusts the scale after an update that was applied, or skipped for a non-finite gradient. */
  public void update(boolean applied) {
    if (config.useLossScaling()) {
      log2 += applied ? config.lossScalingInc() : -config.lossScalingDec();
    }
  }
}
