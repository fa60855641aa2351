package io.progan.core.training.step;

import io.progan.core.loss.Loss;
import io.progan.core.loss.family.Losses;
import io.progan.core.training.state.Role;
import io.progan.presets.config.FakeLabels;
import io.progan.presets.config.RunConfig;
import io.progan.presets.config.SmoothAt;
import io.progan.presets.config.TrainConfig;
import io.progan.presets.schedule.ScheduleState;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A part of an iteration: one evaluation of both networks, and updates that follow from it.
 *
 * @param name of the phase, unique in an iteration
 * @param reals whether it shows reals, with their labels; else labels are drawn
 * @param updates of the networks, all from the weights as they were; a discriminator's comes first
 * @param repeats how often in an iteration
 * @param accumulations minibatches whose gradients are averaged for one update
 * @param averaging when the moving average follows, with each repeat
 * @param ownFakeLabels whether fakes have labels of their own, else those of the reals
 * @param split whether the discriminator judges fakes and reals in two passes, else in one
 */
public record Phase(
    String name,
    boolean reals,
    List<Update> updates,
    int repeats,
    int accumulations,
    Averaging averaging,
    boolean ownFakeLabels,
    boolean split) {

  /** When the moving average moves towards the generator as it is then. */
  public enum Averaging {
    /** Not in this phase. */
    NEVER,
    /** Before the updates. */
    BEFORE,
    /** After the updates. */
    AFTER
  }

  /**
   * An update of a network.
   *
   * @param role the network
   * @param loss what is minimised
   * @param learningRate at a place of the schedule
   */
  public record Update(Role role, Loss loss, ToDoubleFunction<ScheduleState> learningRate) {}

  /** The phases of an iteration, in order. */
  public static List<Phase> of(RunConfig config) {
    Update discriminator =
        new Update(
            Role.DISCRIMINATOR,
            Losses.discriminator(config.discriminatorLoss()),
            ScheduleState::dLrate);
    Update generator =
        new Update(Role.GENERATOR, Losses.generator(config.generatorLoss()), ScheduleState::gLrate);
    TrainConfig train = config.train();
    boolean own = train.fakeLabels() != FakeLabels.REALS;
    if (!train.separateSteps()) {
      List<Update> both = List.of(discriminator, generator);
      return List.of(new Phase("both", true, both, 1, 1, Averaging.BEFORE, own, train.splitD()));
    }
    SmoothAt at = train.smoothAt();
    return List.of(
        new Phase(
            "discriminator",
            true,
            List.of(discriminator),
            train.dRepeats(),
            train.dAccumulations(),
            at == SmoothAt.DISCRIMINATOR_STEP ? Averaging.AFTER : Averaging.NEVER,
            own,
            train.splitD()),
        new Phase(
            "generator",
            false,
            List.of(generator),
            1,
            train.gAccumulations(),
            ofGenerator(at),
            own,
            false));
  }

  private static Averaging ofGenerator(SmoothAt at) {
    return switch (at) {
      case DISCRIMINATOR_STEP -> Averaging.NEVER;
      case BEFORE_GENERATOR_STEP -> Averaging.BEFORE;
      case GENERATOR_STEP -> Averaging.AFTER;
    };
  }

  /** The loss of a network among the phases; the first, if several update it. */
  public static Loss loss(List<Phase> phases, Role role) {
    return phases.stream()
        .flatMap(phase -> phase.updates().stream())
        .filter(update -> update.role() == role)
        .findFirst()
        .orElseThrow()
        .loss();
  }
}
