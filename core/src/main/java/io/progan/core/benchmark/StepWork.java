package io.progan.core.benchmark;

import io.progan.core.training.state.Role;
import io.progan.core.training.step.Phase;
import io.progan.core.training.step.StageTrainer;
import java.util.List;

/**
 * The arithmetic of an iteration: floating-point operations (a multiplication and an addition are
 * two), as the graphs of the steps state them.
 *
 * @param discriminatorStep of all images of the phases that update the discriminator
 * @param generatorStep of all images of the phases that update the generator alone
 */
public record StepWork(double discriminatorStep, double generatorStep) {

  /** Counts the work at a stage. */
  static StepWork of(List<Phase> phases, StageTrainer trainer) {
    return new StepWork(
        sum(phases, trainer, Role.DISCRIMINATOR), sum(phases, trainer, Role.GENERATOR));
  }

  private static double sum(List<Phase> phases, StageTrainer trainer, Role role) {
    return phases.stream()
        .filter(phase -> phase.updates().get(0).role() == role)
        .mapToDouble(phase -> phase.repeats() * trainer.flop(phase))
        .sum();
  }
}
