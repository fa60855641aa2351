package io.progan.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.Tiny;
import io.progan.core.device.HostValues;
import io.progan.core.network.Stage;
import io.progan.core.session.NetworkSession;
import io.progan.core.snapshot.Saved;
import io.progan.core.snapshot.SnapshotInfo;
import io.progan.core.snapshot.SnapshotReader;
import io.progan.core.snapshot.SnapshotWriter;
import io.progan.core.state.StateVector;
import io.progan.core.training.state.TrainingState;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

/** Trained networks as the beginning of another training. */
class TransferTest {

  private static final RunConfig BIGGAN =
      Tiny.config(
          Map.of(
              "generator", Map.of("kind", "biggan", "ch", 2, "latentSize", 8, "sharedSize", 5),
              "discriminator", Map.of("kind", "biggan", "ch", 2),
              "generatorLoss", Map.of("kind", "hinge"),
              "discriminatorLoss", Map.of("kind", "hinge")));

  @TempDir Path folder;

  private Path save(RunConfig config, DatasetShape shape) throws IOException {
    Path file = folder.resolve("network-final.npz");
    try (TrainingState state = new TrainingState(config, shape, DataType.FLOAT)) {
      state.initialize(new RandomState(5));
      state.averageWeights().vector().muli(0.9);
      SnapshotWriter.write(file, state, SnapshotInfo.of(config, shape, state, Saved.position(0)));
    }
    return file;
  }

  private static float[] image(StateVector weights, TrainingState state, Stage stage, int classes) {
    try (NetworkSession session = NetworkSession.of(state.generator(), weights, stage, 1)) {
      float[] labels = new float[classes];
      labels[1] = 1;
      float[] latents = new RandomState(3).randnFloats(state.generator().latentSize());
      return session.images(latents, labels, 1, 0);
    }
  }

  @Test
  void aNetworkOfOneResolutionMoreMakesTheSameImagesWhereItBegins() throws IOException {
    DatasetShape large = new DatasetShape(16, 3, Tiny.CLASSES);
    Path file = save(Tiny.config(), Tiny.SHAPE);
    try (SnapshotReader reader = new SnapshotReader(file);
        TrainingState old = new TrainingState(Tiny.config(), Tiny.SHAPE, DataType.FLOAT);
        TrainingState now = new TrainingState(Tiny.config(), large, DataType.FLOAT)) {
      reader.restore(old);
      now.initialize(new RandomState(8));
      ClassOrigins same = ClassOrigins.byNumber(Tiny.CLASSES, Tiny.CLASSES);
      new Transfer(reader, Tiny.config(), large, same).apply(now);
      Stage stage = new Stage(3, false);
      assertThat(image(now.averageWeights(), now, stage, Tiny.CLASSES))
          .isEqualTo(image(old.averageWeights(), old, stage, Tiny.CLASSES));
      assertThat(image(now.generatorWeights(), now, stage, Tiny.CLASSES))
          .isEqualTo(image(old.generatorWeights(), old, stage, Tiny.CLASSES))
          .isNotEqualTo(image(old.averageWeights(), old, stage, Tiny.CLASSES));
      assertThat(now.discriminatorWeights().view("FromRGB_lod1/weight").dup())
          .isEqualTo(old.discriminatorWeights().view("FromRGB_lod0/weight").dup());
    }
  }

  @Test
  void classesBeginAsTheirOrigins() throws IOException {
    DatasetShape before = new DatasetShape(32, 3, 3);
    DatasetShape after = new DatasetShape(32, 3, 4);
    Path file = save(BIGGAN, before);
    ClassOrigins origins =
        new ClassOrigins(List.of(List.of(2), List.of(0, 1, 2), List.of(0), List.of(1)));
    try (SnapshotReader reader = new SnapshotReader(file);
        TrainingState old = new TrainingState(BIGGAN, before, DataType.FLOAT);
        TrainingState now = new TrainingState(BIGGAN, after, DataType.FLOAT)) {
      reader.restore(old);
      now.initialize(new RandomState(8));
      new Transfer(reader, BIGGAN, after, origins).apply(now);
      double[] table = HostValues.doubles(old.generatorWeights().view("shared.weight"));
      double[] mapped = HostValues.doubles(now.generatorWeights().view("shared.weight"));
      int size = 5;
      for (int i = 0; i < size; i++) {
        assertThat(mapped[i]).isEqualTo(table[2 * size + i]);
        double mean = (table[i] + table[size + i] + table[2 * size + i]) / 3;
        assertThat(mapped[size + i]).isCloseTo(mean, within(1e-6));
        assertThat(mapped[2 * size + i]).isEqualTo(table[i]);
      }
      double[] u = HostValues.doubles(old.discriminatorWeights().view("embed.u0"));
      assertThat(HostValues.doubles(now.discriminatorWeights().view("embed.u0")))
          .startsWith(u[2])
          .endsWith(u[0], u[1]);
      assertThat(now.discriminatorWeights().view("linear.weight").dup())
          .isEqualTo(old.discriminatorWeights().view("linear.weight").dup());
    }
  }

  @Test
  void aNetworkThatGrowsMayLearnClasses() throws IOException {
    DatasetShape unlabelled = new DatasetShape(8, 3, 0);
    Path file = save(Tiny.config(), unlabelled);
    try (SnapshotReader reader = new SnapshotReader(file);
        TrainingState now = new TrainingState(Tiny.config(), Tiny.SHAPE, DataType.FLOAT)) {
      now.initialize(new RandomState(8));
      double[] fresh = HostValues.doubles(now.generatorWeights().view("4x4/Dense/weight"));
      new Transfer(reader, Tiny.config(), Tiny.SHAPE, ClassOrigins.byNumber(Tiny.CLASSES, 0))
          .apply(now);
      double[] learnt = HostValues.doubles(now.generatorWeights().view("4x4/Dense/weight"));
      int row = fresh.length / (now.generator().latentSize() + Tiny.CLASSES);
      int labels = fresh.length - Tiny.CLASSES * row;
      assertThat(Arrays.copyOfRange(learnt, labels, fresh.length))
          .isEqualTo(Arrays.copyOfRange(fresh, labels, fresh.length));
      assertThat(learnt[0]).isNotEqualTo(fresh[0]);
    }
  }

  @Test
  void whatDiffersIsNamed() throws IOException {
    DatasetShape shape = new DatasetShape(32, 3, 3);
    Path file = save(BIGGAN, shape);
    ClassOrigins same = ClassOrigins.byNumber(3, 3);
    try (SnapshotReader reader = new SnapshotReader(file)) {
      assertThatThrownBy(() -> new Transfer(reader, generator("ch", 3), shape, same))
          .isInstanceOf(TransferException.class)
          .hasMessageContaining("the keys of generator must be those")
          .hasMessageContaining("G/linear.weight");
      assertThatThrownBy(() -> new Transfer(reader, generator("latentSize", 16), shape, same))
          .hasMessageContaining("G/linear.weight is [2, 128] in the snapshot, [4, 128] here");
      assertThatThrownBy(
              () -> new Transfer(reader, generator("attention", List.of(16)), shape, same))
          .hasMessageContaining("G/blocks.1.1.theta.weight is not in the snapshot");
      assertThatThrownBy(() -> new Transfer(reader, Tiny.config(), shape, same))
          .hasMessage("generator.kind is biggan in the snapshot, progressive here");
      DatasetShape other = new DatasetShape(64, 3, 3);
      assertThatThrownBy(() -> new Transfer(reader, BIGGAN, other, same))
          .hasMessageContaining("of 32 pixels, the dataset of 64; these networks do not grow");
      DatasetShape grey = new DatasetShape(32, 1, 3);
      assertThatThrownBy(() -> new Transfer(reader, BIGGAN, grey, same))
          .hasMessageContaining("have 3 channels, those of the dataset 1");
    }
  }

  private static RunConfig generator(String key, Object value) {
    return ConfigJson.with(BIGGAN, Map.of("generator", Map.of(key, value)));
  }
}
