package io.progan.core.training;

/** Collects the reports of a tick's steps. */
final class TickMeans {

  private DiscriminatorReport discriminator = DiscriminatorReport.ZERO;
  private GeneratorReport generator = GeneratorReport.ZERO;
  private int discriminatorSteps;
  private int generatorSteps;
  private long skipped;

  void addDiscriminator(StepReport<DiscriminatorReport> step) {
    discriminator = discriminator.plus(step.means(), 1);
    discriminatorSteps++;
    skipped += step.applied() ? 0 : 1;
  }

  void addGenerator(StepReport<GeneratorReport> step) {
    generator = generator.plus(step.means(), 1);
    generatorSteps++;
    skipped += step.applied() ? 0 : 1;
  }

  DiscriminatorReport discriminator() {
    return DiscriminatorReport.ZERO.plus(discriminator, 1.0 / Math.max(1, discriminatorSteps));
  }

  GeneratorReport generator() {
    return GeneratorReport.ZERO.plus(generator, 1.0 / Math.max(1, generatorSteps));
  }

  /** Updates skipped since the start of the training. */
  long skipped() {
    return skipped;
  }

  /** Begins a new tick. */
  void clear() {
    discriminator = DiscriminatorReport.ZERO;
    generator = GeneratorReport.ZERO;
    discriminatorSteps = 0;
    generatorSteps = 0;
  }
}
