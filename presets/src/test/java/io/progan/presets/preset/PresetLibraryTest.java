package io.progan.presets.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ConfigCheck;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresetLibraryTest {

  static List<String> presets() {
    return PresetLibrary.presetNames();
  }

  static List<String> overlays() {
    return PresetLibrary.overlayNames();
  }

  static List<String> hints() throws IOException, URISyntaxException {
    return files("hints");
  }

  private static List<String> files(String folder) throws IOException, URISyntaxException {
    Path path = Path.of(PresetLibrary.class.getResource("/" + folder).toURI());
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .filter(name -> !name.equals("index"))
          .toList();
    }
  }

  @Test
  void indexListsEveryFile() throws IOException, URISyntaxException {
    assertThat(presets()).containsExactlyInAnyOrderElementsOf(files("presets"));
    assertThat(overlays()).containsExactlyInAnyOrderElementsOf(files("overlays"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("presets")
  void presetsResolveAndRun(String name) {
    RunConfig config = ConfigResolver.resolve(ConfigRequest.ofPreset(name));
    assertThat(ConfigJson.read(ConfigJson.write(config))).isEqualTo(config);
    ConfigCheck.check(config, shape(name, config));
  }

  /** What the images that a preset is for look like. */
  private static DatasetShape shape(String name, RunConfig config) {
    Integer given = config.dataset().resolution();
    if (given != null) {
      return new DatasetShape(given, 3, config.dataset().maxLabelSize().apply(1000));
    }
    boolean small = List.of("quickstart", "biggan-emoji", "biggan-cifar10").contains(name);
    return new DatasetShape(small ? 32 : 1024, 3, name.startsWith("biggan") ? 10 : 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("overlays")
  void overlaysChangeSomethingAndRunOnEveryPreset(String name) {
    for (String preset : presets()) {
      if (!preset.matches("v\\d.*|quickstart")) {
        continue; // what an overlay turns off may be off already, or not be a key of the kind
      }
      ConfigRequest request = ConfigRequest.ofPreset(preset).withOverlay(name);
      RunConfig config = ConfigResolver.resolve(request);
      assertThat(config).isNotEqualTo(ConfigResolver.resolve(ConfigRequest.ofPreset(preset)));
      assertThat(ConfigJson.read(ConfigJson.write(config))).isEqualTo(config);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hints")
  void hintsAreMirroring(String dataset) {
    RunConfig config =
        ConfigResolver.resolve(ConfigRequest.ofPreset("quickstart").withDataset(dataset));
    assertThat(config.train().mirrorAugment()).isTrue();
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(strings = {"cifar10", "../presets/v2-1gpu", "no such", ""})
  void mostDatasetsHaveNoHints(String dataset) {
    assertThat(PresetLibrary.hints(dataset)).isEmpty();
  }

  @Test
  void unknownNamesAreAnsweredWithThoseThatExist() {
    assertThatThrownBy(() -> PresetLibrary.preset("v2-3gpus"))
        .hasMessageStartingWith(
            "preset: no preset is called \"v2-3gpus\"; did you mean v2-2gpus? there are v1-1gpu,"
                + " v2-1gpu, v2-2gpus, v2-4gpus, v2-8gpus, quickstart, biggan-emoji,");
    assertThatThrownBy(() -> PresetLibrary.preset("nope"))
        .hasMessageStartingWith("preset: no preset is called \"nope\"; there are v1-1gpu,");
    assertThatThrownBy(() -> PresetLibrary.overlay("benchmrk"))
        .hasMessageStartingWith(
            "overlay: no overlay is called \"benchmrk\"; did you mean BENCHMARK? there are cond,");
  }
}
