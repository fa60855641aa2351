package io.progan.app.command.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.app.command.Cli;
import io.progan.core.snapshot.SnapshotInfo;
import io.progan.core.snapshot.SnapshotWriter;
import io.progan.core.state.StateVector;
import io.progan.core.training.Seeds;
import io.progan.core.training.TrainingPosition;
import io.progan.core.training.state.TrainingState;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ProgressState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** {@code progan export onnx}, which compares the images itself. */
class ExportOnnxCommandTest {

  @TempDir Path folder;

  private Path out() {
    return folder.resolve("generator.onnx");
  }

  /** Random weights and biases. */
  private Path snapshot(DatasetShape shape, double lod, Map<String, Object> options)
      throws IOException {
    RunConfig config =
        ConfigJson.with(
            ConfigJson.with(
                RunConfig.defaults(),
                Map.of(
                    "generator", Map.of("fmapBase", 64, "fmapMax", 6),
                    "discriminator", Map.of("fmapBase", 64, "fmapMax", 6))),
            Map.of("generator", options));
    Path file = folder.resolve("network.npz");
    try (TrainingState state = new TrainingState(config, shape, DataType.FLOAT)) {
      StateVector weights = state.averageWeights();
      float[] values = new RandomState(3).randnFloats((int) weights.vector().length());
      weights.vector().assign(Nd4j.createFromArray(values));
      ProgressState progress = new ProgressState(1000, 0, 1000, lod, 1000, 0);
      TrainingPosition position = TrainingPosition.start(progress, new Seeds(1).steps());
      SnapshotWriter.write(file, state, SnapshotInfo.of(config, shape, state, position));
    }
    return file;
  }

  private void assertExported(Path snapshot, String... options) throws IOException {
    Object[] words = new Object[6 + options.length];
    System.arraycopy(
        new Object[] {"export", "onnx", snapshot, "--out", out(), "--json"}, 0, words, 0, 6);
    System.arraycopy(options, 0, words, 6, options.length);
    Cli.Result result = Cli.run(words);
    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode answer = new ObjectMapper().readTree(result.out());
    assertThat(answer.get("largestDifference").asDouble()).isBetween(0.0, 1e-4);
    assertThat(out()).isNotEmptyFile();
  }

  @ParameterizedTest
  @CsvSource({"4,0", "8,0", "16,0", "32,0", "64,0", "32,1", "32,2.25", "32,3", "16,0.75"})
  void everyResolutionAndLevelOfDetail(int resolution, double lod) throws IOException {
    assertExported(snapshot(new DatasetShape(resolution, 3, 0), lod, Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "fusedScale,false",
    "useWscale,false",
    "usePixelnorm,false",
    "normalizeLatents,false",
    "useLeakyrelu,false",
    "pixelnormEpsilon,0.01",
    "latentSize,11"
  })
  void everyOption(String option, String value) throws IOException {
    DatasetShape grey = new DatasetShape(16, 1, 0);
    assertExported(snapshot(grey, 0, Map.of(option, ConfigJson.parse(value))));
  }

  @Test
  void labels() throws IOException {
    assertExported(snapshot(new DatasetShape(16, 3, 4), 0, Map.of()), "--lod=1.5");
  }

  @Test
  void aFileThatIsThereStaysUnlessForced() throws IOException {
    Path snapshot = snapshot(new DatasetShape(8, 3, 0), 0, Map.of("useWscale", false));
    Files.writeString(out(), "before");
    Cli.Result there = Cli.run("export", "onnx", snapshot, "--out", out());
    assertThat(there.exitCode()).isEqualTo(2);
    assertThat(there.err()).contains("--force replaces it").hasLineCount(1);
    assertThat(Cli.run("export", "onnx", folder.resolve("no"), "--out", "a.onnx").exitCode())
        .isEqualTo(2);
    assertThat(out()).hasContent("before");
  }
}
