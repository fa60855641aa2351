package io.progan.presets.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordsTest {

  @Test
  void featureMapsHalveBetweenTheLimits() {
    ProgressiveGeneratorConfig generator = ProgressiveGeneratorConfig.defaults();
    assertThat(List.of(0, 1, 4, 5, 9).stream().map(generator::featureMaps))
        .containsExactly(512, 512, 512, 256, 16);
    ProgressiveDiscriminatorConfig slow =
        ConfigJson.with(
            ProgressiveDiscriminatorConfig.defaults(),
            Map.of("fmapBase", 100, "fmapDecay", 0.5, "fmapMax", 80));
    assertThat(List.of(0, 1, 2, 3).stream().map(slow::featureMaps)).containsExactly(80, 70, 50, 35);
  }

  @Test
  void latentsAreAsLongAsStageZeroHasFeatureMaps() {
    assertThat(ProgressiveGeneratorConfig.defaults().effectiveLatentSize()).isEqualTo(512);
    ProgressiveGeneratorConfig own =
        ConfigJson.with(ProgressiveGeneratorConfig.defaults(), Map.of("latentSize", 10));
    assertThat(own.effectiveLatentSize()).isEqualTo(10);
  }

  @Test
  void labelsAreCutToTheFirstComponents() {
    assertThat(MaxLabelSize.FULL.apply(40)).isEqualTo(40);
    assertThat(MaxLabelSize.NONE.apply(40)).isZero();
    assertThat(MaxLabelSize.of(3).apply(40)).isEqualTo(3);
    assertThat(MaxLabelSize.of(3).apply(2)).isEqualTo(2);
  }

  @Test
  void gridsFitTheDisplayWithinLimits() {
    assertThat(GridSize.HD_1080P.columns(1024)).isEqualTo(3);
    assertThat(GridSize.HD_1080P.rows(1024)).isEqualTo(2);
    assertThat(GridSize.HD_1080P.columns(128)).isEqualTo(15);
    assertThat(GridSize.HD_1080P.rows(128)).isEqualTo(8);
    assertThat(GridSize.UHD_4K.columns(1024)).isEqualTo(7);
    assertThat(GridSize.UHD_4K.rows(1024)).isEqualTo(4);
    assertThat(GridSize.UHD_4K.columns(32)).isEqualTo(32);
  }

  @Test
  void syntheticImagesHaveAShape() {
    DatasetConfig dataset = ConfigJson.with(DatasetConfig.defaults(), Map.of("kind", "synthetic"));
    assertThat(dataset.resolution()).isEqualTo(1024);
    assertThat(dataset.numChannels()).isEqualTo(3);
  }

  @Test
  void mapsAreCopiedAndCannotChange() {
    Map<Integer, Integer> map = new HashMap<>(Map.of(64, 8));
    ScheduleConfig d = ScheduleConfig.defaults();
    ScheduleConfig sched =
        new ScheduleConfig(
            4,
            600,
            600,
            16,
            map,
            Map.of(),
            0.001,
            Map.of(),
            0.001,
            Map.of(),
            0,
            0,
            160,
            d.tickKimgDict());
    map.put(64, 9);
    assertThat(sched.minibatchDict()).containsExactly(Map.entry(64, 8));
    assertThatThrownBy(() -> sched.minibatchDict().put(4, 4))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void datasetShapesAreChecked() {
    assertThat(new DatasetShape(1024, 3, 0).resolutionLog2()).isEqualTo(10);
    assertThatThrownBy(() -> new DatasetShape(48, 3, 0)).hasMessageStartingWith("resolution: ");
    assertThatThrownBy(() -> new DatasetShape(64, 4, 0)).hasMessageStartingWith("numChannels: ");
    assertThatThrownBy(() -> new DatasetShape(64, 1, -1)).hasMessageStartingWith("labelSize: ");
  }
}
