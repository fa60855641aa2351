package io.progan.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.progan.core.training.state.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots come back as they were, and failed writes leave nothing. */
class SnapshotRoundTripTest {

  @TempDir Path folder;
  private final TrainingState state = Saved.state();

  @AfterEach
  void free() {
    state.close();
  }

  @Test
  void everyNumberComesBack() throws IOException {
    Path file = folder.resolve("network.npz");
    SnapshotWriter.write(file, state, Saved.info(state));
    try (TrainingState restored = Saved.empty();
        SnapshotReader reader = new SnapshotReader(file)) {
      Map<String, float[]> expected = Saved.values(state);
      assertThat(expected.keySet())
          .containsExactly("G", "D", "Gs", "G_adam_m", "G_adam_v", "D_adam_m", "D_adam_v");
      reader.restore(restored);
      Saved.values(restored)
          .forEach((name, v) -> assertThat(v).as(name).containsExactly(expected.get(name)));
      assertThat(restored.generatorAdam().steps()).isEqualTo(17);
      assertThat(restored.discriminatorAdam().steps()).isEqualTo(18);
      assertThat(restored.generatorAdam().lossScale().log2()).isEqualTo(5.25);
      assertThat(restored.discriminatorAdam().lossScale().log2()).isEqualTo(6.5);
      assertThat(reader.info()).isEqualTo(Saved.info(state));
    }
    assertOnlyFile("network.npz");
  }

  @Test
  void equalStatesGiveEqualFilesWhereverTheyAreWritten() throws IOException {
    Path first = folder.resolve("first.npz");
    Path second = folder.resolve("second.npz");
    SnapshotWriter.write(first, state, Saved.info(state));
    TimeZone zone = TimeZone.getDefault();
    try (TrainingState other = Saved.state()) {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      SnapshotWriter.write(second, other, Saved.info(other));
    } finally {
      TimeZone.setDefault(zone);
    }
    assertThat(second).hasSameBinaryContentAs(first);
    state.generatorWeights().vector().putScalar(0, 123);
    SnapshotWriter.write(second, state, Saved.info(state));
    assertThat(Arrays.equals(Files.readAllBytes(first), Files.readAllBytes(second))).isFalse();
  }

  @Test
  void anExistingSnapshotIsReplaced() throws IOException {
    Path file = folder.resolve("network.npz");
    Files.writeString(file, "old");
    Files.writeString(folder.resolve("network.npz.partial"), "left by a crash".repeat(100_000));
    SnapshotWriter.write(file, state, Saved.info(state));
    try (SnapshotReader reader = new SnapshotReader(file)) {
      assertThat(reader.info().kimg()).isEqualTo(1.5);
    }
    assertOnlyFile("network.npz");
  }

  @Test
  void nothingIsMadeInAFolderThatDoesNotExist() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(
            () -> SnapshotWriter.write(missing.resolve("network.npz"), state, Saved.info(state)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(missing.resolve("network.npz").toString());
    assertThat(missing).doesNotExist();
  }

  @Test
  void nothingIsLeftWhereNothingMayBeWritten() throws IOException {
    assumeThat(folder.toFile().setWritable(false)).isTrue();
    try {
      assumeThat(Files.isWritable(folder)).as("the user may write everywhere").isFalse();
      assertThatThrownBy(
              () -> SnapshotWriter.write(folder.resolve("network.npz"), state, Saved.info(state)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("network.npz");
    } finally {
      assertThat(folder.toFile().setWritable(true)).isTrue();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void nothingIsLeftIfTheNameIsTaken() throws IOException {
    Path taken = folder.resolve("network.npz");
    Files.createDirectories(taken.resolve("inside"));
    assertThatThrownBy(() -> SnapshotWriter.write(taken, state, Saved.info(state)))
        .isInstanceOf(IOException.class);
    assertThat(taken.resolve("inside")).exists();
    assertOnlyFile("network.npz");
  }

  private void assertOnlyFile(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly(name);
    }
  }
}
