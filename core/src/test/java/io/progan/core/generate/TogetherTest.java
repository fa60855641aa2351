package io.progan.core.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.Tiny;
import io.progan.core.snapshot.Saved;
import io.progan.core.snapshot.SnapshotInfo;
import io.progan.core.snapshot.SnapshotWriter;
import io.progan.core.training.state.TrainingState;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

/** Images of a generator with batch norm, which depend on those that they are made with. */
class TogetherTest {

  private static final DatasetShape SHAPE = new DatasetShape(8, 3, 0);
  private static final float ROUNDING = 1e-5f;

  @TempDir static Path folder;
  private static Path snapshot;

  @BeforeAll
  static void save() throws IOException {
    RunConfig config =
        Tiny.config(
            Map.of(
                "dataset", Map.of("maxLabelSize", 0),
                "generator",
                    Map.of(
                        "kind", "theano",
                        "fmapBase", 32,
                        "fmapMax", 8,
                        "latentSize", 6,
                        "useBatchnorm", true)));
    snapshot = folder.resolve("network.npz");
    try (TrainingState state = new TrainingState(config, SHAPE, DataType.FLOAT)) {
      state.initialize(new RandomState(3));
      SnapshotInfo info = SnapshotInfo.of(config, SHAPE, state, Saved.position(0));
      SnapshotWriter.write(snapshot, state, info);
    }
  }

  private static float[] images(Together together, float[] latents) throws IOException {
    GeneratorOptions options = GeneratorOptions.standard().withTogether(together);
    try (Generator generator = Generator.load(snapshot, options)) {
      return generator.generate(latents).values();
    }
  }

  @Test
  void imagesDependOnThoseOfTheirBatchAndOnNoOther() throws IOException {
    float[] latents = Latents.normal(5, 10, 6);
    float[] batches = images(Together.of(4), latents);
    float[] first = images(Together.of(4), Arrays.copyOf(latents, 4 * 6));
    float[] alone = images(Together.of(2), Arrays.copyOfRange(latents, 8 * 6, 10 * 6));
    int length = batches.length / 10;
    assertThat(Arrays.copyOf(batches, 4 * length)).containsExactly(first, within(ROUNDING));
    assertThat(Arrays.copyOfRange(batches, 8 * length, 10 * length))
        .as("what is left at the end is a batch of its own")
        .containsExactly(alone, within(ROUNDING));
    float[] other = images(Together.of(5), latents);
    assertThat(distance(batches, other)).isGreaterThan(0.01);
  }

  @Test
  void averagesMakeEachImageStandForItself() throws IOException {
    float[] latents = Latents.normal(6, 3, 6);
    float[] all = images(Together.AVERAGES, latents);
    float[] last = images(Together.AVERAGES, Arrays.copyOfRange(latents, 12, 18));
    assertThat(Arrays.copyOfRange(all, all.length / 3 * 2, all.length))
        .containsExactly(last, within(ROUNDING));
  }

  private static double distance(float[] a, float[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }
}
