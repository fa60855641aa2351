package io.progan.core.training.tick;

import io.progan.core.training.state.Role;
import io.progan.core.training.step.LossMeans;
import io.progan.core.training.step.UpdateReport;

/**
 * What the steps of an unfinished tick have reported. Steps whose update was skipped have no finite
 * losses and are only counted.
 *
 * @param discriminator the sums of the terms of the discriminator's loss
 * @param discriminatorUpdates what came of its updates
 * @param generator the sums of the terms of the generator's loss
 * @param generatorUpdates what came of its updates
 * @param skippedUpdates updates of either network skipped since the start of the training
 * @param skippedInRow updates of either network skipped since the last one that was not
 */
public record TickSums(
    LossMeans discriminator,
    UpdateSums discriminatorUpdates,
    LossMeans generator,
    UpdateSums generatorUpdates,
    long skippedUpdates,
    int skippedInRow) {

  /** Before the first step. */
  public static final TickSums NONE =
      new TickSums(LossMeans.NONE, UpdateSums.NONE, LossMeans.NONE, UpdateSums.NONE, 0, 0);

  /** With one more update of a network. */
  public TickSums plus(UpdateReport step) {
    boolean judge = step.role() == Role.DISCRIMINATOR;
    return new TickSums(
        judge ? sum(discriminator, step) : discriminator,
        judge ? discriminatorUpdates.plus(step) : discriminatorUpdates,
        judge ? generator : sum(generator, step),
        judge ? generatorUpdates : generatorUpdates.plus(step),
        skippedWith(step),
        skippedInRowWith(step));
  }

  private static LossMeans sum(LossMeans sum, UpdateReport step) {
    return step.applied() ? sum.plus(step.means(), 1) : sum;
  }

  private long skippedWith(UpdateReport step) {
    return step.applied() ? skippedUpdates : skippedUpdates + 1;
  }

  private int skippedInRowWith(UpdateReport step) {
    return step.applied() ? 0 : skippedInRow + 1;
  }

  /** Whether a network has not been updated once. */
  public boolean stuck() {
    return discriminatorUpdates.applied() == 0 || generatorUpdates.applied() == 0;
  }

  /** Means over the discriminator's updates; nothing or NaN if there was none. */
  public LossMeans discriminatorMean() {
    return LossMeans.NONE.plus(discriminator, 1.0 / discriminatorUpdates.applied());
  }

  /** Means over the generator's updates; nothing or NaN if there was none. */
  public LossMeans generatorMean() {
    return LossMeans.NONE.plus(generator, 1.0 / generatorUpdates.applied());
  }

  /** A new tick; skipped updates are counted on. */
  public TickSums nextTick() {
    return new TickSums(
        LossMeans.NONE,
        UpdateSums.NONE,
        LossMeans.NONE,
        UpdateSums.NONE,
        skippedUpdates,
        skippedInRow);
  }
}
