package io.progan.core.training;

/**
 * What the steps of an unfinished tick have reported. Steps whose update was skipped have no finite
 * losses and are only counted.
 *
 * @param discriminator the sum of the discriminator's reports
 * @param discriminatorUpdates what came of its updates
 * @param generator the sum of the generator's reports
 * @param generatorUpdates what came of its updates
 * @param skippedUpdates updates of either network skipped since the start of the training
 * @param skippedInRow updates of either network skipped since the last one that was not
 */
public record TickSums(
    DiscriminatorReport discriminator,
    UpdateSums discriminatorUpdates,
    GeneratorReport generator,
    UpdateSums generatorUpdates,
    long skippedUpdates,
    int skippedInRow) {

  /** Before the first step. */
  public static final TickSums NONE =
      new TickSums(
          DiscriminatorReport.ZERO, UpdateSums.NONE, GeneratorReport.ZERO, UpdateSums.NONE, 0, 0);

  TickSums plusDiscriminator(StepReport<DiscriminatorReport> step) {
    return new TickSums(
        step.applied() ? discriminator.plus(step.means(), 1) : discriminator,
        discriminatorUpdates.plus(step),
        generator,
        generatorUpdates,
        skippedWith(step),
        skippedInRowWith(step));
  }

  TickSums plusGenerator(StepReport<GeneratorReport> step) {
    return new TickSums(
        discriminator,
        discriminatorUpdates,
        step.applied() ? generator.plus(step.means(), 1) : generator,
        generatorUpdates.plus(step),
        skippedWith(step),
        skippedInRowWith(step));
  }

  private long skippedWith(StepReport<?> step) {
    return step.applied() ? skippedUpdates : skippedUpdates + 1;
  }

  private int skippedInRowWith(StepReport<?> step) {
    return step.applied() ? 0 : skippedInRow + 1;
  }

  /** Whether a network has not been updated once. */
  boolean stuck() {
    return discriminatorUpdates.applied() == 0 || generatorUpdates.applied() == 0;
  }

  /** NaN in all fields if there was no update. */
  DiscriminatorReport discriminatorMean() {
    return DiscriminatorReport.ZERO.plus(discriminator, 1.0 / discriminatorUpdates.applied());
  }

  /** NaN in all fields if there was no update. */
  GeneratorReport generatorMean() {
    return GeneratorReport.ZERO.plus(generator, 1.0 / generatorUpdates.applied());
  }

  /** A new tick; skipped updates are counted on. */
  TickSums nextTick() {
    return new TickSums(
        DiscriminatorReport.ZERO,
        UpdateSums.NONE,
        GeneratorReport.ZERO,
        UpdateSums.NONE,
        skippedUpdates,
        skippedInRow);
  }
}
