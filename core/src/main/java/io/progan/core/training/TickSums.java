package io.progan.core.training;

/**
 * What the steps of an unfinished tick have reported.
 *
 * @param discriminator the sum of the discriminator's reports
 * @param discriminatorSteps how many there were
 * @param generator the sum of the generator's reports
 * @param generatorSteps how many there were
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
    return new TickSums(
        discriminator.plus(step.means(), 1),
        discriminatorSteps + 1,
        generator,
        generatorSteps,
        skippedUpdates + (step.applied() ? 0 : 1));
  }

  TickSums plusGenerator(StepReport<GeneratorReport> step) {
    return new TickSums(
        discriminator,
        discriminatorSteps,
        generator.plus(step.means(), 1),
        generatorSteps + 1,
        skippedUpdates + (step.applied() ? 0 : 1));
  }

  DiscriminatorReport discriminatorMean() {
    return DiscriminatorReport.ZERO.plus(discriminator, 1.0 / Math.max(1, discriminatorSteps));
  }

  GeneratorReport generatorMean() {
    return GeneratorReport.ZERO.plus(generator, 1.0 / Math.max(1, generatorSteps));
  }

  /** A new tick; skipped updates are counted on. */
  TickSums nextTick() {
    return new TickSums(DiscriminatorReport.ZERO, 0, GeneratorReport.ZERO, 0, skippedUpdates);
  }
}
