package io.progan.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.app.mixin.BenchmarkOptions;
import io.progan.presets.schedule.ScheduleStage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchmarkSetupTest {

  @Test
  void withoutResolutionAllStagesOfThePresetAreTimed() throws IOException {
    List<ScheduleStage> stages = stages("--minibatch=4");
    assertThat(stages.stream().map(ScheduleStage::resolution))
        .containsExactly(4, 8, 8, 16, 16, 32, 32);
    assertThat(stages.stream().map(ScheduleStage::fading))
        .containsExactly(false, true, false, true, false, true, false);
    assertThat(stages).allMatch(stage -> stage.minibatch() == 4);
  }

  @Test
  void presetsMinibatchIsTakenAtEachResolution() throws IOException {
    assertThat(stages("--preset=v2-1gpu", "--resolution=512").get(0).minibatch()).isEqualTo(4);
  }

  @Test
  void minibatchReplacesThoseOfThePreset() throws IOException {
    assertThat(stages("--preset=v2-8gpus", "--resolution=256", "--minibatch=64"))
        .allMatch(stage -> stage.minibatch() == 64);
  }

  @Test
  void resolutionTakesTheLastStagesOfNetworksOfThatSize() throws IOException {
    List<ScheduleStage> stages = stages("--preset=v2-1gpu", "--resolution=64");
    assertThat(stages.stream().map(ScheduleStage::fading)).containsExactly(false, true);
    assertThat(stages).allMatch(stage -> stage.resolution() == 64 && stage.lodTo() == 0);
    assertThat(stages("--resolution=4")).hasSize(1);
  }

  private static List<ScheduleStage> stages(String... options) throws IOException {
    BenchmarkOptions given = CommandLine.populateCommand(new BenchmarkOptions(), options);
    return new BenchmarkSetup(
            new BenchmarkRequest(
                given.request(),
                given.dataDir(),
                given.resolution(),
                given.iterations(),
                given.threads()))
        .stages();
  }
}
