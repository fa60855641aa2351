package io.progan.core.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.progan.core.dataset.OrderState;
import io.progan.core.training.tick.TickSums;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.schedule.ProgressState;

/**
 * Where a training stands beside its networks: together with a {@link
 * io.progan.core.training.state.TrainingState} and the configuration it decides everything that
 * follows.
 *
 * @param progress where the loop stands
 * @param random the source of latents, mixing factors, mirroring and labels
 * @param order where the order of the real images stands; null for a set without an order
 * @param sums what the steps of the unfinished tick have reported
 * @param recovery what rollbacks have changed
 */
public record TrainingPosition(
    ProgressState progress,
    RandomState.State random,
    @JsonInclude(JsonInclude.Include.NON_NULL) OrderState order,
    TickSums sums,
    Recovery recovery) {

  /** Files of older versions know of no recovery. */
  public TrainingPosition {
    recovery = recovery == null ? Recovery.NONE : recovery;
  }

  /** The beginning of a training. */
  public static TrainingPosition start(ProgressState progress, RandomState random) {
    return new TrainingPosition(progress, random.save(), null, TickSums.NONE, Recovery.NONE);
  }

  /** The same with another order of the images. */
  public TrainingPosition withOrder(OrderState other) {
    return new TrainingPosition(progress, random, other, sums, recovery);
  }
}
