package io.progan.app.command.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.app.command.Cli;
import io.progan.core.generate.Generator;
import io.progan.core.snapshot.SnapshotInfo;
import io.progan.core.snapshot.SnapshotWriter;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import io.progan.core.training.Seeds;
import io.progan.core.training.TrainingPosition;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.tick.TickSums;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ProgressState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** BigGAN's networks in and out. */
class BigGanExchangeTest {

  private static final Path TORCH =
      Path.of("../core/src/test/resources/golden/15_torch_state_dict");

  @TempDir Path folder;

  private Path network() {
    return folder.resolve("network.npz");
  }

  /** Drawn networks, moved so that no gain, bias or attention is idle. */
  private Path snapshot(DatasetShape shape, Map<String, Object> generator) throws IOException {
    Map<String, Object> options = new HashMap<>(Map.of("kind", "biggan", "ch", 2));
    options.putAll(generator);
    RunConfig config =
        ConfigJson.with(
            RunConfig.defaults(),
            Map.of(
                "generator",
                options,
                "discriminator",
                Map.of("kind", "biggan", "ch", 2, "singularValues", 2)));
    try (TrainingState state = new TrainingState(config, shape, DataType.FLOAT)) {
      state.initialize(new RandomState(3));
      for (StateVector vector : List.of(state.generatorWeights(), state.averageWeights())) {
        move(vector, new RandomState(4));
      }
      ProgressState progress = new ProgressState(1000, 0, 1000, 0, 1000, 0);
      TrainingPosition position =
          new TrainingPosition(progress, new Seeds(1).steps().save(), null, TickSums.NONE);
      SnapshotWriter.write(network(), state, SnapshotInfo.of(config, shape, state, position));
    }
    return network();
  }

  private static void move(StateVector vector, RandomState random) {
    for (Slot slot : vector.slots()) {
      boolean mean = slot.name().endsWith(".stored_mean");
      float least = slot.name().startsWith("output_layer") ? 20 : 0.1f; // or tanh saturates
      if (mean || slot.name().endsWith(".stored_var") || slot.name().endsWith(".gamma")) {
        float[] values = random.randnFloats((int) slot.length());
        for (int i = 0; i < values.length; i++) {
          values[i] = mean ? 0.1f * values[i] : least + 0.1f * values[i] * values[i];
        }
        try (INDArray noise = Nd4j.createFromArray(values)) {
          vector.view(slot.name()).assign(noise.reshape(slot.shape()));
        }
      }
    }
  }

  static Stream<Arguments> networks() {
    Map<String, Object> own = Map.of("shared", false, "hierarchical", false, "latentSize", 12);
    Map<String, Object> shared =
        Map.of("hierarchical", false, "latentSize", 10, "attention", List.of(16));
    Map<String, Object> chunks =
        Map.of("latentSize", 21, "sharedSize", 6, "attention", List.of(16, 8));
    Map<String, Object> deep =
        Map.of("deep", true, "depth", 2, "latentSize", 5, "attention", List.of(16));
    return Stream.of(
        Arguments.of(new DatasetShape(32, 3, 3), own),
        Arguments.of(new DatasetShape(32, 1, 0), own),
        Arguments.of(new DatasetShape(32, 3, 4), shared),
        Arguments.of(new DatasetShape(64, 3, 5), chunks),
        Arguments.of(new DatasetShape(32, 3, 4), deep),
        Arguments.of(new DatasetShape(32, 3, 2), Map.of("spectralNorm", false)));
  }

  private static void assertVaried(Path snapshot) throws IOException {
    try (Generator generator = Generator.load(snapshot)) {
      float[] labels = new float[4 * generator.labelSize()];
      float[] images = generator.generate(generator.latents(1, 4), labels).values();
      double sum = 0;
      for (float value : images) {
        sum += Math.abs(value);
      }
      assertThat(sum / images.length).isBetween(0.05, 0.9);
    }
  }

  /** The command compares the images. */
  @ParameterizedTest
  @MethodSource("networks")
  void onnxMakesTheSameImages(DatasetShape shape, Map<String, Object> options) throws IOException {
    Path model = folder.resolve("generator.onnx");
    assertVaried(snapshot(shape, options));
    Cli.Result result = Cli.run("export", "onnx", network(), "--out", model, "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode answer = new ObjectMapper().readTree(result.out());
    assertThat(answer.get("largestDifference").asDouble()).isBetween(0.0, 1e-4);
    assertThat(model).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights.npz", "weights.safetensors"})
  void weightsComeBackByteForByte(String name) throws IOException {
    Path snapshot =
        snapshot(new DatasetShape(64, 3, 5), Map.of("latentSize", 21, "attention", List.of(16)));
    Path weights = folder.resolve(name);
    assertThat(Cli.run("export", "weights", snapshot, "--out", weights).exitCode()).isZero();
    Path back = folder.resolve("back.npz");
    Cli.Result imported = Cli.run("import", weights, "--out", back, "--preset=v2-1gpu");
    assertThat(imported.exitCode()).as(imported.err()).isZero();
    assertThat(imported.err()).isEmpty();
    assertSameWeights(back, snapshot);
  }

  private void assertSameWeights(Path found, Path wanted) throws IOException {
    Path first = folder.resolve("first.npz");
    Path second = folder.resolve("second.npz");
    Cli.run("export", "weights", found, "--out", first);
    Cli.run("export", "weights", wanted, "--out", second);
    assertThat(Files.readAllBytes(first)).isEqualTo(Files.readAllBytes(second));
  }

  @ParameterizedTest
  @CsvSource({"zip", "stream"})
  void aFileOfTorchBecomesASnapshot(String form) throws IOException {
    Path file = TORCH.resolve(form).resolve("G.pth");
    Cli.Result result =
        Cli.run("import", file, "--out", network(), "--sn-eps=1e-8", "--kimg=9", "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode answer = new ObjectMapper().readTree(result.out());
    assertThat(answer.at("/generator/kind").asText()).isEqualTo("biggan");
    assertThat(answer.at("/generator/snEpsilon").asDouble()).isEqualTo(1e-8);
    assertThat(answer.at("/generator/bnEpsilon").asDouble()).isEqualTo(1e-5);
    assertThat(answer.get("kimg").asInt()).isEqualTo(9);
    assertThat(result.err()).contains("bnEpsilon 1.0E-5 (--bn-eps)", "holds no D");
    Path grid = folder.resolve("grids");
    Cli.Result made = Cli.run("generate", "grid", network(), "--out", grid);
    assertThat(made.exitCode()).as(made.err()).isZero();
  }

  @Test
  void optionsThatDoNotGoWithTheFile() throws IOException {
    Path weights = TORCH.resolve("zip/G.pth");
    assertRefused("--trunc", "import", weights, "--out", network(), "--trunc=0.4");
    assertRefused("--copy", "import", weights, "--out", network(), "--copy=best0");
    assertRefused("--trunc: must be", "import", weights, "--out", network(), "--trunc=2");
    assertRefused("--sn-eps: must be", "import", weights, "--out", network(), "--sn-eps=0");
    Path pickle = Files.write(folder.resolve("net.pkl"), new byte[] {1, 2, 3});
    assertRefused("no file of PyTorch", "import", pickle, "--out", network(), "--bn-eps=1e-4");
  }

  private void assertRefused(String problem, Object... words) {
    Cli.Result result = Cli.run(words);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains(problem).hasLineCount(1);
    assertThat(network()).doesNotExist();
  }
}
