package io.progan.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.Tiny;
import io.progan.core.dataset.ShardTrainingSet;
import io.progan.core.dataset.SyntheticTrainingSet;
import io.progan.core.image.DynamicRange;
import io.progan.core.image.ImageGrid;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Stage;
import io.progan.core.network.family.Networks;
import io.progan.core.session.NetworkSession;
import io.progan.core.training.state.TrainingState;
import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.RandomState;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.GridConfig;
import io.progan.presets.config.GridLayout;
import io.progan.presets.config.GridSize;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** What the image grids show. */
class SnapshotGridTest {

  private static final int SIDE = 32;
  private static final int SIZE = 8;

  private static TfRecordDataset dataset;

  @BeforeAll
  static void build(@TempDir Path folder) throws IOException {
    dataset = Tiny.dataset(folder.resolve("colours"));
  }

  private SnapshotGrid grid(GridLayout layout) throws IOException {
    RunConfig config = Tiny.config();
    try (ShardTrainingSet set =
        new ShardTrainingSet(dataset, config.dataset(), new Seeds(7).order())) {
      return SnapshotGrid.choose(
          new GridConfig(GridSize.HD_1080P, layout),
          set,
          new Seeds(7).grid(),
          generator(Tiny.SHAPE));
    }
  }

  private static GeneratorNetwork generator(DatasetShape shape) {
    return Networks.generator(Tiny.config().generator(), shape);
  }

  /** The number of the dataset's image in a cell. */
  private static int imageAt(RawImage picture, int row, int column) {
    int pixel = picture.data()[row * SIZE * picture.width() + column * SIZE] & 0xff;
    assertThat(pixel % 20).isZero();
    return pixel / 20;
  }

  @Test
  void aRowForEachClassShowsThatClass() throws IOException {
    RawImage reals = grid(GridLayout.ROW_PER_CLASS).reals();
    assertThat(reals.shape()).isEqualTo("3 x 256 x 256");
    for (int row = 0; row < SIDE; row++) {
      Set<Integer> images = new HashSet<>();
      for (int column = 0; column < SIDE; column++) {
        int image = imageAt(reals, row, column);
        assertThat(image % Tiny.CLASSES).as("row %d", row).isEqualTo(row % Tiny.CLASSES);
        images.add(image);
      }
      assertThat(images).as("row %d", row).hasSizeGreaterThan(1);
    }
  }

  @Test
  void aRandomLayoutMixesClasses() throws IOException {
    RawImage reals = grid(GridLayout.RANDOM).reals();
    Set<Integer> classes = new HashSet<>();
    for (int column = 0; column < SIDE; column++) {
      classes.add(imageAt(reals, 0, column) % Tiny.CLASSES);
    }
    assertThat(classes).containsExactlyInAnyOrder(0, 1, 2);
  }

  @ParameterizedTest(name = "{0} pixels, {1}: {2} x {3}")
  @CsvSource({
    "64, 1080p, 30, 16",
    "32, 1080p-16, 16, 16",
    "128, 1080p-16, 15, 8",
    "512, 1080p, 3, 2",
    "1024, 1080p, 3, 2",
    "256, 4k, 15, 8",
    "1024, 4k, 7, 4",
    "16, 4k, 32, 32"
  })
  void asManyImagesAsFitADisplay(int resolution, String size, int columns, int rows)
      throws IOException {
    try (SyntheticTrainingSet set = new SyntheticTrainingSet(new DatasetShape(resolution, 1, 0))) {
      SnapshotGrid grid =
          SnapshotGrid.choose(
              new GridConfig(GridSize.of(size), GridLayout.ROW_PER_CLASS),
              set,
              new RandomState(1),
              generator(set.shape()));
      assertThat(grid.reals().width()).isEqualTo(columns * resolution);
      assertThat(grid.reals().height()).isEqualTo(rows * resolution);
    }
  }

  /** From {@code numpy.random.RandomState(1000).randn(4)}. */
  @Test
  void latentsAreDrawnAsNumPyDraws() {
    assertThat(new Seeds(1000).grid().randn(4))
        .containsExactly(
            new double[] {-0.8044583, 0.32093155, -0.02548288, 0.64432383}, within(1e-8));
  }

  @Test
  void fakesAreMadeFromTheSeedsLatentsAndTheRealsLabels() throws IOException {
    SnapshotGrid grid = grid(GridLayout.ROW_PER_CLASS);
    int count = SIDE * SIDE;
    float[] labels = new float[count * Tiny.CLASSES];
    for (int i = 0; i < count; i++) {
      labels[i * Tiny.CLASSES + i / SIDE % Tiny.CLASSES] = 1;
    }
    float[] latents = new RandomState(7).randnFloats(count * 8);
    try (TrainingState state = new TrainingState(Tiny.config(), Tiny.SHAPE, DataType.FLOAT)) {
      state.initialize(new RandomState(1));
      state.generatorWeights().vector().assign(0);
      RawImage expected;
      try (NetworkSession session =
          NetworkSession.of(state.generator(), state.averageWeights(), new Stage(3, true), 16)) {
        float[] images = session.images(latents, labels, count, 0.5);
        expected = new ImageGrid(SIDE, SIDE).picture(images, 3, SIZE, DynamicRange.NETWORK);
      }
      assertThat(grid.fakes(state, 0.5, 16, DynamicRange.NETWORK)).isEqualTo(expected);
      assertThat(grid(GridLayout.ROW_PER_CLASS).fakes(state, 0.5, 16, DynamicRange.NETWORK))
          .isEqualTo(expected);
    }
  }

  @Test
  void fakesOfALowerResolutionFillTheSameGrid() throws IOException {
    SnapshotGrid grid = grid(GridLayout.RANDOM);
    try (TrainingState state = new TrainingState(Tiny.config(), Tiny.SHAPE, DataType.FLOAT)) {
      state.initialize(new RandomState(1));
      RawImage fakes = grid.fakes(state, 1, 4, DynamicRange.NETWORK);
      assertThat(fakes.shape()).isEqualTo("3 x 256 x 256");
      byte[] data = fakes.data();
      for (int i = 0; i < data.length; i += 2) {
        assertThat(data[i]).isEqualTo(data[i + 1]);
      }
    }
  }
}
