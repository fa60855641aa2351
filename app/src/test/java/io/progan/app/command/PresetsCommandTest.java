package io.progan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.presets.preset.PresetLibrary;
import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PresetsCommandTest {

  @Test
  void everyPresetAndOverlayIsDescribed() throws IOException {
    Properties words = PresetsCommand.descriptions();
    assertThat(PresetLibrary.presetNames()).allMatch(name -> words.containsKey("preset." + name));
    assertThat(PresetLibrary.overlayNames()).allMatch(name -> words.containsKey("overlay." + name));
    assertThat(words)
        .hasSize(PresetLibrary.presetNames().size() + PresetLibrary.overlayNames().size());
  }

  @Test
  void listNamesAll() {
    Cli.Result result = Cli.run("presets");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains(PresetLibrary.presetNames())
        .contains(PresetLibrary.overlayNames())
        .doesNotContain("null");
  }

  @Test
  void showPrintsAPreset() {
    assertThat(Cli.run("presets", "show", "v2-4gpus").out()).contains("\"numGpus\" : 4");
  }

  @Test
  void showPrintsAnOverlay() {
    assertThat(Cli.run("presets", "show", "noreset").out())
        .contains("\"resetOptForNewLod\" : false");
  }

  @Test
  void showOfAnUnknownNameListsThoseThatAre() {
    Cli.Result result = Cli.run("presets", "show", "v2-3gpus");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("v2-3gpus", "did you mean").hasLineCount(1);
  }
}
