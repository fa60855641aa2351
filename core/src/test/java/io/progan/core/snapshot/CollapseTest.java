package io.progan.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.core.Tiny;
import io.progan.core.dataset.ShardTrainingSet;
import io.progan.core.training.Seeds;
import io.progan.core.training.SnapshotGrid;
import io.progan.core.training.Trainer;
import io.progan.core.training.TrainingDivergedException;
import io.progan.core.training.TrainingPosition;
import io.progan.core.training.state.TrainingState;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ProgressState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

/** A generator that has come to make one image. */
class CollapseTest {

  private static final RunConfig CONFIG =
      Tiny.config(
          Map.of(
              "train", Map.of("imageSnapshotTicks", 1, "networkSnapshotTicks", 1),
              "sched", Map.of("gLrateBase", 1e-12)));

  @TempDir Path temporary;

  @Test
  void endsTheTrainingAndSaysFromWhenOnNothingIsGood() throws IOException {
    Seeds seeds = new Seeds(1);
    RunFolder folder = RunFolder.create(temporary, "test");
    try (ShardTrainingSet set =
            new ShardTrainingSet(
                Tiny.dataset(temporary.resolve("colours")), CONFIG.dataset(), seeds.order());
        TrainingState state = new TrainingState(CONFIG, set.shape(), DataType.FLOAT)) {
      state.initialize(seeds.weights());
      SnapshotGrid grid = SnapshotGrid.choose(CONFIG.grid(), set, seeds.grid(), state.generator());
      RunDescription description =
          new RunDescription("1", set.shape(), CONFIG, Map.of(), Optional.empty());
      RunRecorder recorder = new RunRecorder(folder, description, state, grid, Saved.KEEPING);
      TrainingPosition start = TrainingPosition.start(ProgressState.START, seeds.steps());
      recorder.resume(start);
      assertThat(recorder.goodUntil()).isEqualTo(Long.MAX_VALUE);
      state.generatorWeights().vector().assign(0);
      state.averageWeights().vector().assign(0);

      try (Trainer trainer = new Trainer(CONFIG, set, state, seeds.steps(), ProgressState.START)) {
        assertThatThrownBy(() -> trainer.run(recorder, () -> false))
            .isInstanceOf(TrainingDivergedException.class)
            .hasMessageContaining("at 0.032 kimg: the generator makes one image");
      }

      assertThat(recorder.goodUntil()).isEqualTo(16);
      recorder.resume(start);
      assertThat(recorder.signsOfDivergence()).as("another way").isEmpty();
      assertThat(recorder.goodUntil()).isEqualTo(Long.MAX_VALUE);
    }
  }
}
