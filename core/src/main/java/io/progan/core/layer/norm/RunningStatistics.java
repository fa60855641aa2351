package io.progan.core.layer.norm;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.state.Initializer;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import java.util.List;

/**
 * Mean and variance of each channel over images and pixels (Ioffe and Szegedy, "Batch
 * Normalization", 2015) as PyTorch has them: of the minibatch, or as they have run.
 *
 * <p>Each pass in training moves the running ones, or adds to means over several passes, which are
 * of the biased variance.
 */
final class RunningStatistics {

  private static final double MOMENTUM = 0.1;

  private final Slot mean;
  private final Slot variance;
  private final double epsilon;
  private final boolean unbiased;

  /**
   * @param layer its name
   * @param channels of what it normalises
   * @param epsilon added under the root
   * @param unbiased whether the running variance is the unbiased one
   */
  RunningStatistics(String layer, long channels, double epsilon, boolean unbiased) {
    this.mean = Slot.kept(layer + ".stored_mean", Initializer.ZEROS, channels);
    this.variance = Slot.kept(layer + ".stored_var", Initializer.constant(1), channels);
    this.epsilon = epsilon;
    this.unbiased = unbiased;
  }

  List<Slot> slots() {
    return List.of(mean, variance);
  }

  /**
   * Normalises, scales and shifts.
   *
   * @param x {@code [minibatch, channels, height, width]}
   * @param gain {@code [minibatch or 1, channels, 1, 1]}
   * @param bias of the same shape
   */
  Tensor apply(Pass pass, Tensor x, Tensor gain, Tensor bias) {
    if (pass.parts() != 1) {
      throw new IllegalArgumentException("running statistics of several minibatches in one pass");
    }
    long channels = x.size(1);
    Tensor centre;
    Tensor spread;
    if (pass.averages()) {
      centre = Shaping.reshape(pass.slot(mean), 1, channels, 1, 1);
      spread = Shaping.reshape(pass.slot(variance), 1, channels, 1, 1);
    } else {
      centre = Reduction.meanOver(x, 0, 2, 3);
      Tensor centred = x.minus(centre);
      spread = Reduction.meanOver(centred.times(centred), 0, 2, 3);
      keep(pass, centre, spread, x.length() / channels);
    }
    Tensor scale = gain.times(Arithmetic.rsqrt(spread.plus(epsilon)));
    return x.minus(centre).times(scale).plus(bias);
  }

  private void keep(Pass pass, Tensor centre, Tensor spread, long numbers) {
    if (pass.mode() != Pass.Mode.TRAIN) {
      return;
    }
    boolean standing = pass.standingPasses() > 0;
    double correction = unbiased && !standing ? numbers / (numbers - 1.0) : 1;
    move(pass, mean, centre);
    move(pass, variance, spread.times(correction));
  }

  private static void move(Pass pass, Slot slot, Tensor value) {
    Tensor one = Shaping.reshape(value, slot.shape());
    Tensor old = pass.slot(slot);
    int passes = pass.standingPasses();
    pass.update(
        slot,
        passes > 0
            ? old.plus(one.times(1.0 / passes))
            : old.times(1 - MOMENTUM).plus(one.times(MOMENTUM)));
  }
}
