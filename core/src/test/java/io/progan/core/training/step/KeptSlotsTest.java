package io.progan.core.training.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.Tiny;
import io.progan.core.device.HostValues;
import io.progan.core.session.NetworkSession;
import io.progan.core.state.StateVector;
import io.progan.core.training.state.Role;
import io.progan.core.training.state.TrainingState;
import io.progan.presets.schedule.ScheduleState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a layer keeps for itself goes where the weights go, but no optimiser touches it. */
class KeptSlotsTest {

  private static final ScheduleState SCHEDULE = new ScheduleState(0, 0, 8, 4, 1e-3, 1e-3, 1);

  private final TrainingState state = TinyStep.state(CountingGenerator::new);

  @AfterEach
  void free() {
    state.close();
  }

  private static double count(StateVector weights) {
    return HostValues.doubles(weights.view(CountingGenerator.COUNT.name()))[0];
  }

  private StageTrainer trainer() {
    return new StageTrainer(
        TinyStep.CONFIG,
        Tiny.SHAPE,
        state,
        TinyStep.SIZE,
        Slices.whole(state.generator(), state.discriminator(), TinyStep.MINIBATCH),
        images -> {});
  }

  @Test
  void everyStepMovesItOnOnceAndTheAverageFollows() {
    assertThat(count(state.generatorWeights())).isEqualTo(5);
    assertThat(state.optimizer(Role.GENERATOR).steps()).isZero();
    try (StageTrainer trainer = trainer()) {
      for (Phase phase : Phase.of(TinyStep.CONFIG)) {
        trainer.step(phase, List.of(TinyStep.batch(1, state)), 0, SCHEDULE);
      }
      assertThat(count(state.generatorWeights())).isEqualTo(7);
      assertThat(count(state.averageWeights())).isEqualTo(5);
      trainer.updateAverage(0);
    }
    double smoothing = TinyStep.CONFIG.train().gSmoothing();
    assertThat(count(state.averageWeights())).isCloseTo(7 - 2 * smoothing, within(1e-12));
    assertThat(state.generator().parameterCount())
        .isEqualTo(state.generatorWeights().trained().length())
        .isEqualTo(state.generatorWeights().vector().length() - 1);
  }

  @Test
  void makingImagesReadsItAndLeavesIt() {
    float[] latents = new float[state.generator().latentSize()];
    latents[0] = 1;
    float[] labels = {1, 0, 0};
    try (NetworkSession session =
        NetworkSession.of(state.generator(), state.averageWeights(), TinyStep.SIZE.stage(), 1)) {
      float before = session.images(latents, labels, 1, 0)[0];
      assertThat(session.images(latents, labels, 1, 0)[0]).isEqualTo(before);
      assertThat(count(state.averageWeights())).isEqualTo(5);
      state.averageWeights().view(CountingGenerator.COUNT.name()).assign(105);
      assertThat(session.images(latents, labels, 1, 0)[0]).isCloseTo(before + 0.1f, within(1e-6f));
    }
  }
}
