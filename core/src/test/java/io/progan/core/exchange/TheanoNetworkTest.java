package io.progan.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.generate.Discriminator;
import io.progan.core.generate.Generator;
import io.progan.core.generate.Images;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of the Theano implementation at 8x8, against its arithmetic written down in loops. */
class TheanoNetworkTest {

  private static final int SIZE = 8;
  private static final int MAPS = 3;
  private static final int CHANNELS = 3;
  private static final double EPSILON = 1e-8;

  @TempDir Path folder;

  private final RandomState random = new RandomState(8);

  private NpyArray draw(int... shape) {
    int length = 1;
    for (int n : shape) {
      length *= n;
    }
    return NpyArray.of(random.randnFloats(length), shape);
  }

  /** Weights, the number that they are multiplied by, and biases. */
  private void layer(List<Object> values, int out, int... shape) {
    values.add(draw(shape));
    values.add(NpyArray.of(new float[] {(float) (0.3 + random.rand())}));
    values.add(draw(out));
  }

  private List<Object> generatorValues() {
    List<Object> values = new ArrayList<>();
    layer(values, MAPS, MAPS, MAPS, 4, 4);
    for (int i = 0; i < 3; i++) {
      layer(values, MAPS, MAPS, MAPS, 3, 3);
    }
    layer(values, CHANNELS, MAPS, CHANNELS);
    layer(values, CHANNELS, MAPS, CHANNELS);
    return values;
  }

  private List<Object> discriminatorValues() {
    List<Object> values = new ArrayList<>();
    layer(values, MAPS, CHANNELS, MAPS);
    layer(values, MAPS, MAPS, MAPS, 3, 3);
    layer(values, MAPS, MAPS, MAPS, 3, 3);
    layer(values, MAPS, CHANNELS, MAPS);
    layer(values, MAPS, MAPS, MAPS + 1, 3, 3);
    layer(values, MAPS, MAPS, MAPS, 4, 4);
    layer(values, 1, MAPS, 1);
    return values;
  }

  private static Map<String, Object> spec(String function) {
    Map<String, Object> spec = new HashMap<>();
    spec.put("func", function);
    spec.put("resolution", SIZE);
    spec.put("num_channels", CHANNELS);
    spec.put("fmap_base", 1024);
    spec.put("fmap_max", MAPS);
    spec.put("label_size", 0);
    spec.put("use_gdrop", true);
    return spec;
  }

  private static PickledState state(Map<String, Object> spec, List<Object> values) {
    return new PickledState(
        "old.pkl: G",
        Map.of(
            "build_func_spec", spec,
            "param_values", values,
            "toplevel_params", Map.of("cur_lod", 0.0)));
  }

  @Test
  void networksComputeAsTheyDid() throws IOException {
    List<Object> g = generatorValues();
    List<Object> d = discriminatorValues();
    OriginalNetwork generator = TheanoNetwork.convert(state(spec("G_progressive_8"), g), true);
    OriginalNetwork discriminator = TheanoNetwork.convert(state(spec("D_progressive_8"), d), false);
    Path file = folder.resolve("old.npz");
    ImportedNetworks imported =
        ImportedNetworks.of(
            new OriginalNetworks(Path.of("old.pkl"), generator, discriminator, generator));
    SnapshotImport.write(imported, RunConfig.defaults(), OptionalDouble.empty(), file);

    float[] latents = random.randnFloats(MAPS);
    Images images;
    try (Generator loaded = Generator.load(file)) {
      images = loaded.generate(latents);
    }
    double[][][] expected = images(g.iterator(), latents);
    double score = score(d.iterator(), expected);

    for (int i = 0; i < images.values().length; i++) {
      double value = expected[i / (SIZE * SIZE)][i / SIZE % SIZE][i % SIZE];
      assertThat((double) images.values()[i]).as("value " + i).isCloseTo(value, within(1e-4));
    }
    try (Discriminator loaded = Discriminator.load(file, 0)) {
      assertThat((double) loaded.scores(images, new float[0])[0])
          .isCloseTo(score, within(1e-4 * Math.max(1, Math.abs(score))));
    }
  }

  @ParameterizedTest
  @CsvSource({"mbstat_func, stdeps", "func, G_mirror"})
  void optionsThatWouldChangeANetworkAreRefused(String option, String value) {
    Map<String, Object> spec = spec("G_paper");
    spec.put(option, value);
    assertThatThrownBy(() -> TheanoNetwork.convert(state(spec, generatorValues()), true))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("old.pkl: G: ")
        .hasMessageContaining(value);
  }

  @Test
  void arraysThatDoNotFitAreRefused() {
    List<Object> values = generatorValues();
    assertThatThrownBy(
            () -> TheanoNetwork.convert(state(spec("G_paper"), values.subList(0, 5)), true))
        .hasMessageContaining("'param_values' ends before 4x4/Conv/bias");
    values.set(3, draw(MAPS, MAPS, 4, 4));
    assertThatThrownBy(() -> TheanoNetwork.convert(state(spec("G_paper"), values), true))
        .hasMessageContaining("4x4/Conv/weight is [3, 3, 4, 4], expected [3, 3, 3, 3]");
  }

  private static double[] values(Iterator<Object> values) {
    return ((NpyArray) values.next()).doubles();
  }

  private static double[][][] images(Iterator<Object> values, float[] latents) {
    double norm = 0;
    for (float value : latents) {
      norm += (double) value * value / MAPS;
    }
    double[] weight = values(values);
    double scale = values(values)[0];
    double[] bias = values(values);
    double[][][] x = new double[MAPS][4][4];
    for (int i = 0; i < MAPS * MAPS * 16; i++) { // out, in, y, x
      int in = i / 16 % MAPS;
      double latent = latents[in] / Math.sqrt(norm + EPSILON);
      x[i / 16 / MAPS][i / 4 % 4][i % 4] += latent * weight[i] * scale;
    }
    x = pixelNorm(activate(x, bias));
    x = pixelNorm(convolve(values, x));
    x = pixelNorm(convolve(values, upscale(x)));
    x = pixelNorm(convolve(values, x));
    return perPixel(values, x, CHANNELS, false);
  }

  private static double score(Iterator<Object> values, double[][][] images) {
    double[][][] x = perPixel(values, images, MAPS, true);
    x = convolve(values, x);
    x = downscale(convolve(values, x));
    for (int i = 0; i < 3; i++) {
      values.next(); // from RGB at 4x4
    }
    double[][][] more = new double[MAPS + 1][4][4];
    System.arraycopy(x, 0, more, 0, MAPS);
    for (double[] row : more[MAPS]) {
      Arrays.fill(row, Math.sqrt(EPSILON)); // an image does not differ from itself
    }
    x = convolve(values, more);
    double[] weight = values(values);
    double scale = values(values)[0];
    double[] bias = values(values);
    double[][][] features = new double[MAPS][1][1];
    for (int i = 0; i < weight.length; i++) { // out, in, y, x; mirrored
      double value = x[i / 16 % MAPS][3 - i / 4 % 4][3 - i % 4];
      features[i / 16 / MAPS][0][0] += value * weight[i] * scale;
    }
    return perPixel(values, activate(features, bias), 1, false)[0][0][0];
  }

  /** A convolution in the strict sense, zeros around, with bias and leaky ReLU. */
  private static double[][][] convolve(Iterator<Object> values, double[][][] x) {
    double[] weight = values(values);
    double scale = values(values)[0];
    double[] bias = values(values);
    int size = x[0].length;
    double[][][] y = new double[bias.length][size][size];
    for (int i = 0; i < weight.length; i++) {
      int in = i / 9 % x.length;
      int out = i / 9 / x.length;
      for (int pixel = 0; pixel < size * size; pixel++) {
        int row = pixel / size - (i / 3 % 3 - 1);
        int column = pixel % size - (i % 3 - 1);
        if (row >= 0 && row < size && column >= 0 && column < size) {
          y[out][pixel / size][pixel % size] += x[in][row][column] * weight[i] * scale;
        }
      }
    }
    return activate(y, bias);
  }

  /** Each pixel by itself, weights {@code [in, out]}. */
  private static double[][][] perPixel(
      Iterator<Object> values, double[][][] x, int out, boolean active) {
    double[] weight = values(values);
    double scale = values(values)[0];
    double[] bias = values(values);
    int size = x[0].length;
    double[][][] y = new double[out][size][size];
    for (int i = 0; i < out * size * size; i++) {
      int map = i / (size * size);
      int row = i / size % size;
      double sum = active ? 0 : bias[map];
      for (int in = 0; in < x.length; in++) {
        sum += x[in][row][i % size] * weight[in * out + map] * scale;
      }
      y[map][row][i % size] = sum;
    }
    return active ? activate(y, bias) : y;
  }

  private static double[][][] activate(double[][][] x, double[] bias) {
    for (int map = 0; map < x.length; map++) {
      for (double[] row : x[map]) {
        for (int i = 0; i < row.length; i++) {
          double value = row[i] + bias[map];
          row[i] = value < 0 ? 0.2 * value : value;
        }
      }
    }
    return x;
  }

  private static double[][][] pixelNorm(double[][][] x) {
    int size = x[0].length;
    for (int i = 0; i < size * size; i++) {
      double sum = 0;
      for (double[][] map : x) {
        sum += map[i / size][i % size] * map[i / size][i % size];
      }
      for (double[][] map : x) {
        map[i / size][i % size] /= Math.sqrt(sum / x.length + EPSILON);
      }
    }
    return x;
  }

  private static double[][][] upscale(double[][][] x) {
    int size = 2 * x[0].length;
    double[][][] y = new double[x.length][size][size];
    for (int i = 0; i < x.length * size * size; i++) {
      y[i / (size * size)][i / size % size][i % size] =
          x[i / (size * size)][i / size % size / 2][i % size / 2];
    }
    return y;
  }

  private static double[][][] downscale(double[][][] x) {
    int size = x[0].length;
    double[][][] y = new double[x.length][size / 2][size / 2];
    for (int i = 0; i < x.length * size * size; i++) {
      y[i / (size * size)][i / size % size / 2][i % size / 2] +=
          x[i / (size * size)][i / size % size][i % size] / 4;
    }
    return y;
  }
}
