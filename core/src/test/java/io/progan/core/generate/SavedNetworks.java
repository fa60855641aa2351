package io.progan.core.generate;

import io.progan.core.snapshot.SnapshotInfo;
import io.progan.core.snapshot.SnapshotWriter;
import io.progan.core.training.DiscriminatorReport;
import io.progan.core.training.GeneratorReport;
import io.progan.core.training.TickSums;
import io.progan.core.training.TrainingPosition;
import io.progan.core.training.TrainingState;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ProgressState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;

/** Snapshots of networks that were never trained. */
final class SavedNetworks {

  private SavedNetworks() {}

  /**
   * Writes a snapshot with random weights.
   *
   * @param lod the level of detail at which it stands
   * @param change what happens to the weights before
   */
  static Path save(
      Path file, RunConfig config, DatasetShape shape, double lod, Consumer<TrainingState> change)
      throws IOException {
    try (TrainingState state = new TrainingState(config, shape, DataType.FLOAT)) {
      state.initialize(new RandomState(5));
      change.accept(state);
      DiscriminatorReport report = new DiscriminatorReport(1, 2, 3, 4, 5, 6, 7, 0.1);
      TrainingPosition position =
          new TrainingPosition(
              new ProgressState(1500, 3, 1400, lod, 1450, 1),
              new RandomState(9).save(),
              null,
              new TickSums(report, 8, new GeneratorReport(9, 10, 0.2), 11, 12));
      SnapshotWriter.write(file, state, SnapshotInfo.of(config, shape, state, position));
    }
    return file;
  }
}
