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
 */
public record TrainingPosition(
    ProgressState progress,
    RandomState.State random,
    @JsonInclude(JsonInclude.Include.NON_NULL) OrderState order,
    TickSums sums) {

  /** The same with other random numbers. */
  public TrainingPosition withRandom(RandomState other) {
    return new TrainingPosition(progress, other.save(), order, sums);
  }

  /** The same with another order of the images. */
  public TrainingPosition withOrder(OrderState other) {
    return new TrainingPosition(progress, random, other, sums);
  }
}
