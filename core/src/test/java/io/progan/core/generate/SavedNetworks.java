package io.progan.core.generate;

import io.progan.core.snapshot.Saved;
import io.progan.core.snapshot.SnapshotInfo;
import io.progan.core.snapshot.SnapshotWriter;
import io.progan.core.training.state.TrainingState;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
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
      SnapshotWriter.write(file, state, SnapshotInfo.of(config, shape, state, Saved.position(lod)));
    }
    return file;
  }
}
