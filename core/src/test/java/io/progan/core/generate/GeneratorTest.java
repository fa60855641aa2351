package io.progan.core.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.Tiny;
import io.progan.core.snapshot.SnapshotException;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {

  private static final DatasetShape UNLABELLED = new DatasetShape(8, 3, 0);
  private static final float ROUNDING = 1e-5f;

  @TempDir Path run;
  private Path snapshot;

  @BeforeEach
  void save() throws IOException {
    snapshot = save("network-snapshot-000001.npz", UNLABELLED, 0.25);
  }

  private Path save(String name, DatasetShape shape, double lod) throws IOException {
    return SavedNetworks.save(
        run.resolve(name),
        Tiny.config(),
        shape,
        lod,
        state -> state.generatorWeights().initialize(new RandomState(77)));
  }

  private Images images(GeneratorOptions options) throws IOException {
    try (Generator generator = Generator.load(snapshot, options)) {
      return generator.generate(generator.latents(1000, 5));
    }
  }

  @Test
  void describesWhatItMakes() throws IOException {
    try (Generator generator = Generator.load(snapshot)) {
      assertThat(generator.latentSize()).isEqualTo(8);
      assertThat(generator.labelSize()).isZero();
      assertThat(generator.resolution()).isEqualTo(8);
      assertThat(generator.channels()).isEqualTo(3);
      assertThat(generator.lod()).isEqualTo(0.25);
      Images images = generator.generate(generator.latents(1000, 5));
      assertThat(images.count()).isEqualTo(5);
      assertThat(images.values()).hasSize(5 * 3 * 8 * 8);
    }
  }

  /** Minibatches of 3 and 2, of 5 padded to 8, and of 1. */
  @Test
  void minibatchesMakeNoDifference() throws IOException {
    float[] expected = images(GeneratorOptions.standard()).values();
    for (int minibatch : new int[] {1, 3, 5, 6}) {
      assertThat(images(GeneratorOptions.standard().withMinibatch(minibatch)).values())
          .as("minibatch %d", minibatch)
          .containsExactly(expected, within(ROUNDING));
    }
  }

  @Test
  void theSinkGetsAllImagesInOrder() throws IOException {
    GeneratorOptions options = GeneratorOptions.standard().withMinibatch(2);
    List<Integer> counts = new ArrayList<>();
    float[] all = new float[5 * 3 * 8 * 8];
    int[] filled = {0};
    try (Generator generator = Generator.load(snapshot, options)) {
      generator.generate(
          generator.latents(1000, 5),
          new float[0],
          part -> {
            counts.add(part.count());
            System.arraycopy(part.values(), 0, all, filled[0], part.values().length);
            filled[0] += part.values().length;
          });
    }
    assertThat(counts).containsExactly(2, 2, 1);
    assertThat(all).containsExactly(images(options).values());
  }

  @Test
  void usesTheWeightsAskedFor() throws IOException {
    float[] average = images(GeneratorOptions.standard()).values();
    float[] last = images(GeneratorOptions.standard().withWeights(WeightSet.G)).values();
    assertThat(last).isNotEqualTo(average);
  }

  @Test
  void coarseImagesHaveRepeatedPixels() throws IOException {
    float[] values = images(GeneratorOptions.standard().withLod(1)).values();
    for (int i = 0; i < values.length; i++) {
      int x = i % 8;
      int y = i / 8 % 8;
      assertThat(values[i]).isEqualTo(values[i - x % 2 - y % 2 * 8]);
    }
  }

  @Test
  void severalThreadsGetTheirOwnImages() throws IOException {
    try (Generator generator = Generator.load(snapshot)) {
      float[][] expected = new float[8][];
      for (int seed = 0; seed < 8; seed++) {
        expected[seed] = generator.generate(generator.latents(seed, 1 + seed % 3)).values();
      }
      IntStream.range(0, 64)
          .parallel()
          .forEach(
              i ->
                  assertThat(generator.generate(generator.latents(i % 8, 1 + i % 8 % 3)).values())
                      .containsExactly(expected[i % 8]));
    }
  }

  @Test
  void labelsChooseTheClass() throws IOException {
    Path labelled = save("labelled.npz", Tiny.SHAPE, 0);
    try (Generator generator = Generator.load(labelled)) {
      float[] latents = generator.latents(1, 1);
      assertThat(generator.labels(2, 1)).containsExactly(0, 0, 1);
      assertThat(generator.generate(latents, generator.labels(2, 1)).values())
          .isNotEqualTo(generator.generate(latents, generator.labels(0, 1)).values());
      assertThatThrownBy(() -> generator.generate(latents))
          .hasMessage("0 numbers of labels for 1 latents; this network's labels have 3");
      assertThatThrownBy(() -> generator.labels(3, 1)).hasMessageContaining("3 classes");
    }
  }

  @Test
  void aRunFolderMeansItsNewestSnapshot() throws IOException {
    save("network-snapshot-000012.npz", UNLABELLED, 0.75);
    try (Generator generator = Generator.load(run)) {
      assertThat(generator.lod()).isEqualTo(0.75);
    }
  }

  @Test
  void refusesWhatCannotBe() throws IOException {
    try (Generator generator = Generator.load(snapshot)) {
      assertThatThrownBy(() -> generator.generate(new float[9]))
          .hasMessage("9 numbers are no whole latents; this network's have 8");
      assertThat(generator.generate(new float[0]).count()).isZero();
    }
    Generator closed = Generator.load(snapshot);
    closed.close();
    closed.close();
    assertThatThrownBy(() -> closed.generate(new float[8]))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> images(GeneratorOptions.standard().withLod(1.5)))
        .hasMessage("lod 1.5 is coarser than 4x4 pixels; this network has 0 to 1");
    assertThatThrownBy(() -> GeneratorOptions.standard().withLod(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesAFileThatIsNoSnapshot() throws IOException {
    byte[] content = Files.readAllBytes(snapshot);
    Files.write(snapshot, Arrays.copyOf(content, content.length / 2));
    assertThatThrownBy(() -> Generator.load(snapshot))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining(snapshot.toString());
    Path missing = run.resolve("missing");
    assertThatThrownBy(() -> Generator.load(missing))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining(missing.toString());
    Path empty = Files.createDirectory(run.resolve("empty"));
    assertThatThrownBy(() -> Generator.load(empty)).hasMessageContaining("no network snapshot");
  }
}
