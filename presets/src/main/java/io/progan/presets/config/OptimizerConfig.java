package io.progan.presets.config;

/**
 * An Adam optimiser in TensorFlow's form, with loss scaling.
 *
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param epsilon what is added to the root of the uncorrected second moment
 * @param useLossScaling whether the loss is multiplied by a power of two that adapts itself
 * @param lossScalingInit log2 of the first loss scale
 * @param lossScalingInc added to log2 of the loss scale after a step
 * @param lossScalingDec taken from log2 of the loss scale after a skipped step
 */
public record OptimizerConfig(
    double beta1,
    double beta2,
    double epsilon,
    boolean useLossScaling,
    double lossScalingInit,
    double lossScalingInc,
    double lossScalingDec) {

  /** Checks every value. */
  public OptimizerConfig {
    Check.fraction("beta1", beta1);
    Check.fraction("beta2", beta2);
    Check.positive("epsilon", epsilon);
    Check.notNegative("lossScalingInit", lossScalingInit);
    Check.notNegative("lossScalingInc", lossScalingInc);
    Check.notNegative("lossScalingDec", lossScalingDec);
  }

  /** The official defaults. */
  public static OptimizerConfig defaults() {
    return new OptimizerConfig(0.0, 0.99, 1e-8, false, 64.0, 0.0005, 1.0);
  }
}
