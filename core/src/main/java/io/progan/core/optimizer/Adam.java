package io.progan.core.optimizer;

import io.progan.core.device.NativeScope;
import io.progan.core.state.StateVector;
import io.progan.presets.config.OptimizerConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Adam in TensorFlow's form: {@code lr_t = lr * sqrt(1 - beta2^t) / (1 - beta1^t)}, {@code w -=
 * lr_t * m / (sqrt(v) + epsilon)} (Kingma and Ba, end of section 2). Works on the trained half of a
 * state as one vector; weights of unused stages take part with zero gradients.
 *
 * <p>Owns the moments and a scratch vector, freed by {@link #close()}.
 */
public final class Adam implements AutoCloseable {

  /** A step at which no bias is left for any rate of decay that float32 can hold. */
  private static final int LATE = 2_000_000_000;

  /** The relative error of a rate of decay that does no harm in float32. */
  private static final double ACCURACY = 1e-6;

  private final NativeScope scope = new NativeScope();
  private final OptimizerConfig config;
  private final StateVector weights;
  private final StateVector firstMoment;
  private final StateVector secondMoment;
  private final INDArray scratch;
  private final LossScale lossScale;
  private final boolean fused;
  private long steps;
  private double gradientNorm = Double.NaN;

  /**
   * Prepares to optimise a network.
   *
   * @param config rates of decay, epsilon and loss scaling
   * @param weights the network's weights, updated in place by {@link #step}
   */
  public Adam(OptimizerConfig config, StateVector weights) {
    this.config = config;
    this.weights = weights;
    StateVector[] moments = new StateVector[2];
    this.scratch =
        scope.build(
            () -> {
              moments[0] = scope.own(weights.trainedZeros());
              moments[1] = scope.own(weights.trainedZeros());
              return scope.own(weights.trained().ulike());
            });
    this.firstMoment = moments[0];
    this.secondMoment = moments[1];
    this.lossScale = new LossScale(config);
    DataType dataType = weights.dataType();
    this.fused = isAccurate(dataType, config.beta1()) && isAccurate(dataType, config.beta2());
  }

  /** The scale that gradients given to {@link #step} must carry. */
  public LossScale lossScale() {
    return lossScale;
  }

  /** The exponential averages of the gradient; owned by this object. */
  public StateVector firstMoment() {
    return firstMoment;
  }

  /** The exponential averages of the squared gradient; owned by this object. */
  public StateVector secondMoment() {
    return secondMoment;
  }

  /** The number of updates applied since the last reset. */
  public long steps() {
    return steps;
  }

  /** Continues from a saved number of updates; the moments are restored through their vectors. */
  public void restoreSteps(long savedSteps) {
    this.steps = savedSteps;
  }

  /**
   * The L2 norm of all gradients of the last {@link #step} as one vector, averaged over the
   * replicas and without the loss scale; NaN if the step was skipped.
   */
  public double gradientNorm() {
    return gradientNorm;
  }

  /** Forgets moments and steps; the loss scale stays. */
  public void reset() {
    firstMoment.vector().assign(0);
    secondMoment.vector().assign(0);
    steps = 0;
  }

  /**
   * Applies one update, unless a gradient is not finite.
   *
   * @param gradients the sum of the replicas' gradients, times the loss scale; overwritten
   * @param replicas by how many to divide the sum
   * @param learningRate the rate
   * @return whether the update was applied
   */
  public boolean step(StateVector gradients, int replicas, double learningRate) {
    INDArray gradient = gradients.vector();
    double unscale = 1 / (replicas * lossScale.factor());
    double norm = norm(gradient) * unscale;
    boolean finite = Double.isFinite(norm);
    lossScale.update(finite);
    if (!finite) {
      gradientNorm = Double.NaN;
      return false;
    }
    gradientNorm = norm;
    if (unscale != 1) {
      gradient.muli(unscale);
    }
    steps++;
    apply(gradient, learningRate);
    return true;
  }

  /** The L2 norm; not finite exactly if an element is not. */
  private double norm(INDArray gradient) {
    gradient.muli(gradient, scratch);
    double squares = scratch.sumNumber().doubleValue();
    if (Double.isFinite(squares)) {
      return Math.sqrt(squares);
    }
    // x - x is 0 for a finite number and NaN otherwise.
    gradient.subi(gradient, scratch);
    if (Double.isNaN(scratch.sumNumber().doubleValue())) {
      return Double.NaN;
    }
    // The squares overflowed, not the gradients.
    double largest = gradient.amaxNumber().doubleValue();
    gradient.divi(largest, scratch);
    return largest * scratch.norm2Number().doubleValue();
  }

  private void apply(INDArray gradient, double learningRate) {
    double t = steps;
    double rate =
        learningRate
            * Math.sqrt(1 - Math.pow(config.beta2(), t))
            / (1 - Math.pow(config.beta1(), t));
    if (fused && rate != 0) {
      applyFused(gradient, rate);
    } else {
      applyStepByStep(gradient, rate);
    }
  }

  /**
   * One native operation reads gradient and moments and writes moments and update. It also corrects
   * for the bias, but in float32; at a late step its correction is 1.
   */
  private void applyFused(INDArray gradient, double rate) {
    INDArray m = firstMoment.vector();
    INDArray v = secondMoment.vector();
    Nd4j.exec(
        DynamicCustomOp.builder("adam_updater")
            .addInputs(gradient, v, m)
            .addOutputs(scratch, v, m)
            .addFloatingPointArguments(rate, config.beta1(), config.beta2(), config.epsilon())
            .addIntegerArguments(LATE)
            .build());
    weights.trained().subi(scratch);
  }

  private void applyStepByStep(INDArray gradient, double rate) {
    INDArray m = firstMoment.vector();
    INDArray v = secondMoment.vector();
    gradient.muli(gradient, scratch);
    v.addi(scratch.subi(v).muli(1 - config.beta2()));
    if (config.beta1() == 0) {
      m.assign(gradient);
    } else {
      m.addi(gradient.subi(m).muli(1 - config.beta1()));
    }
    scratch.assign(v);
    Transforms.sqrt(scratch, false).addi(config.epsilon());
    m.divi(scratch, scratch);
    weights.trained().subi(scratch.muli(rate));
  }

  /**
   * Whether the native operation, which takes {@code 1 - beta} of rates of decay rounded to the
   * vectors' type, is accurate enough.
   */
  private static boolean isAccurate(DataType dataType, double beta) {
    double rounded = dataType == DataType.DOUBLE ? beta : (float) beta;
    return Math.abs(beta - rounded) <= ACCURACY * (1 - beta);
  }

  /** Frees moments and scratch vector. */
  @Override
  public void close() {
    scope.close();
  }
}
