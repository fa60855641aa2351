package io.progan.core.training;

/**
 * What the steps of an unfinished tick have reported. Steps whose update was skipped have no finite
 * losses and are only counted.
 *
 * @param discriminator the sum of the discriminator's reports
 * @param discriminatorSteps how many updates there were
 * @param generator the sum of the generator's reports
 * @param generatorSteps how many updates there were
 * @param skippedUpdates updates of either network skipped since the start of the training
 */
public record TickSums(
    DiscriminatorReport discriminator,
    int discriminatorSteps,
    GeneratorReport generator,
    int generatorSteps,
    long skippedUpdates) {

  /** Before the first step. */
  static final TickSums NONE =
      new TickSums(DiscriminatorReport.ZERO, 0, GeneratorReport.ZERO, 0, 0);

  TickSums plusDiscriminator(StepReport<DiscriminatorReport> step) {
    if (!step.applied()) {
      return skipped();
    }
    return new TickSums(
        discriminator.plus(step.means(), 1),
        discriminatorSteps + 1,
        generator,
        generatorSteps,
        skippedUpdates);
  }

  TickSums plusGenerator(StepReport<GeneratorReport> step) {
    if (!step.applied()) {
      return skipped();
    }
    return new TickSums(
        discriminator,
        discriminatorSteps,
        generator.plus(step.means(), 1),
        generatorSteps + 1,
        skippedUpdates);
  }

  private TickSums skipped() {
    return new TickSums(
        discriminator, discriminatorSteps, generator, generatorSteps, skippedUpdates + 1);
  }

  /** Whether a network has not been updated once. */
  boolean stuck() {
    return discriminatorSteps == 0 || generatorSteps == 0;
  }

  /** NaN in all fields if there was no update. */
  DiscriminatorReport discriminatorMean() {
    return DiscriminatorReport.ZERO.plus(discriminator, 1.0 / discriminatorSteps);
  }

  /** NaN in all fields if there was no update. */
  GeneratorReport generatorMean() {
    return GeneratorReport.ZERO.plus(generator, 1.0 / generatorSteps);
  }

  /** A new tick; skipped updates are counted on. */
  TickSums nextTick() {
    return new TickSums(DiscriminatorReport.ZERO, 0, GeneratorReport.ZERO, 0, skippedUpdates);
  }
}
