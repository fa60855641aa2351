package io.progan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.presets.preset.PresetLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DryRunTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;

  static Stream<String> presets() {
    return PresetLibrary.presetNames().stream();
  }

  static Stream<String> overlays() {
    return PresetLibrary.overlayNames().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("presets")
  void everyPresetCanBePlannedWithoutItsDataset(String preset) throws IOException {
    JsonNode plan = plan("--preset", preset);
    if (preset.startsWith("v")) {
      assertThat(plan.at("/dataset/resolution").asInt()).isEqualTo(1024);
      assertThat(plan.at("/generator/parameters").asLong()).isBetween(23_050_000L, 23_150_000L);
      assertThat(plan.at("/discriminator/parameters").asLong()).isBetween(23_050_000L, 23_150_000L);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("overlays")
  void everyOverlayCanBePlanned(String overlay) throws IOException {
    JsonNode with = plan("--overlay", overlay, "--preset", "v2-1gpu");
    assertThat(with.get("config")).isNotEqualTo(plan("--preset", "v2-1gpu").get("config"));
  }

  @Test
  void optionsChangeTheConfiguration() throws IOException {
    JsonNode config =
        plan(
                "--total-kimg=2.5",
                "--seed=7",
                "--mirror",
                "--gpus=2",
                "--labels=3",
                "--set=sched.minibatchDict.8=32",
                "--set",
                "grid.size=4k")
            .get("config");
    assertThat(config.at("/train/totalKimg").asDouble()).isEqualTo(2.5);
    assertThat(config.at("/randomSeed").asInt()).isEqualTo(7);
    assertThat(config.at("/train/mirrorAugment").asBoolean()).isTrue();
    assertThat(config.at("/numGpus").asInt()).isEqualTo(2);
    assertThat(config.at("/dataset/maxLabelSize").asInt()).isEqualTo(3);
    assertThat(config.at("/sched/minibatchDict/8").asInt()).isEqualTo(32);
    assertThat(config.at("/grid/size").asText()).isEqualTo("4k");
  }

  @Test
  void mirrorCanBeTurnedOffAndHintsTurnItOn() throws IOException {
    String[] celeba = {"--dataset", "celeba", "--set", "dataset.resolution=128"};
    assertThat(plan(celeba).at("/config/train/mirrorAugment").asBoolean()).isTrue();
    String[] off =
        Stream.concat(Stream.of(celeba), Stream.of("--no-mirror")).toArray(String[]::new);
    assertThat(plan(off).at("/config/train/mirrorAugment").asBoolean()).isFalse();
  }

  @Test
  void labelsReachTheNetworks() throws IOException {
    JsonNode plan = plan("--labels", "full");
    int labels = plan.at("/dataset/labelSize").asInt();
    assertThat(labels).isPositive();
    assertThat(plan.at("/generator/layers/1/outputShape/1").asInt()).isEqualTo(labels);
  }

  @Test
  void overlaysWithCommasAndRepeatedAreTheSame() throws IOException {
    assertThat(plan("--overlay", "nowscale,noreset"))
        .isEqualTo(plan("--overlay", "nowscale", "--overlay", "noreset"));
  }

  @Test
  void textHasConfigurationTablesAndStages() {
    Cli.Result result = Cli.run("train", "--dry-run", "--data-dir", folder, "--gpus", "4");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .startsWith("{")
        .contains("\"totalKimg\" : 80")
        .contains("G                           Params      OutputShape             WeightShape\n")
        .contains("4x4/Dense                   16416       (?, 32, 4, 4)           (32, 512)\n")
        .contains("Total                       81548\n")
        .contains("D                           Params")
        .containsPattern("(?m)^0 - 9 +4x4 +3 +stable +16 +4 +0.003 +0.003 +2 +4\\d\\d\\.\\d MB$")
        .containsPattern("(?m)^9 - 18 +8x8 +3 -> 2 +fading +16 +4 ");
    assertThat(result.err()).contains("progan: 4 replicas share one device (CPU)\n");
  }

  private static JsonNode plan(String... options) throws IOException {
    Object[] args =
        Stream.concat(
                Stream.of("train", "--dry-run", "--json", "--data-dir", folder.toString()),
                Stream.of(options))
            .toArray();
    Cli.Result result = Cli.run(args);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return JSON.readTree(result.out());
  }
}
