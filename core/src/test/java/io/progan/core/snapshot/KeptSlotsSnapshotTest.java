package io.progan.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.Tiny;
import io.progan.core.device.HostValues;
import io.progan.core.network.family.Networks;
import io.progan.core.state.StateVector;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.step.CountingGenerator;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

/** A snapshot holds what layers keep for themselves, of the network and of its average. */
class KeptSlotsSnapshotTest {

  private static TrainingState state() {
    RunConfig config = Tiny.config();
    return new TrainingState(
        new CountingGenerator(Networks.generator(config.generator(), Tiny.SHAPE)),
        Networks.discriminator(config.discriminator(), Tiny.SHAPE),
        config,
        DataType.FLOAT);
  }

  private static double count(StateVector weights) {
    return HostValues.doubles(weights.view(CountingGenerator.COUNT.name()))[0];
  }

  @Test
  void comesBack(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("network.npz");
    try (TrainingState state = state();
        TrainingState restored = state()) {
      state.generatorWeights().view(CountingGenerator.COUNT.name()).assign(7);
      state.averageWeights().view(CountingGenerator.COUNT.name()).assign(6.5);
      SnapshotWriter.write(file, state, Saved.info(state));
      try (SnapshotReader reader = new SnapshotReader(file)) {
        reader.verify();
        reader.restore(restored);
      }
      try (NpzReader npz = new NpzReader(file, "a snapshot")) {
        assertThat(npz.arrayNames())
            .containsExactlyInAnyOrderElementsOf(
                Snapshot.arrays(state.generator().slots(), state.discriminator().slots()))
            .contains("G/count", "Gs/count")
            .doesNotContain("G_adam_m/count");
      }
      assertThat(count(restored.generatorWeights())).isEqualTo(7);
      assertThat(count(restored.averageWeights())).isEqualTo(6.5);
      assertThat(restored.generatorAdam().steps()).isEqualTo(state.generatorAdam().steps());
    }
  }
}
