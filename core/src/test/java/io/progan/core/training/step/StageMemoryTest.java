package io.progan.core.training.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.progan.core.device.DataTypes;
import io.progan.core.network.Stage;
import io.progan.core.training.state.TrainingState;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Estimates beside the buffers that plans really ask for. */
class StageMemoryTest {

  private static final DatasetShape SHAPE = new DatasetShape(64, 3, 0);

  private static RunConfig config(
      int generatorMaps, int discriminatorMaps, boolean fused, String dtype) {
    Map<String, Object> both = Map.of("fusedScale", fused, "dtype", dtype);
    return ConfigJson.with(
        ConfigJson.with(RunConfig.defaults(), Map.of("generator", both, "discriminator", both)),
        Map.of(
            "generator", Map.of("fmapBase", 16 * generatorMaps, "fmapMax", generatorMaps),
            "discriminator",
                Map.of("fmapBase", 16 * discriminatorMaps, "fmapMax", discriminatorMaps)));
  }

  @ParameterizedTest
  @CsvSource({
    "8, 8, true, float32, 64, false, 8",
    "64, 64, true, float32, 64, true, 4",
    "64, 64, true, float32, 32, false, 4",
    "64, 64, true, float32, 32, false, 16",
    "64, 64, false, float32, 32, true, 8",
    "64, 64, true, float64, 16, false, 8",
    "128, 128, true, float32, 8, false, 4",
    "128, 32, true, float32, 32, false, 8",
    "32, 128, true, float32, 32, false, 8"
  })
  void buffersAreAsEstimated(
      int generatorMaps,
      int discriminatorMaps,
      boolean fused,
      String dtype,
      int resolution,
      boolean fading,
      int minibatch) {
    RunConfig config = config(generatorMaps, discriminatorMaps, fused, dtype);
    Stage stage = new Stage(Integer.numberOfTrailingZeros(resolution), fading);
    StageMemory estimate = StageMemory.of(config, SHAPE, stage, minibatch);
    try (TrainingState state =
            new TrainingState(config, SHAPE, DataTypes.of(config.generator().dtype()));
        StageTrainer trainer =
            new StageTrainer(config, SHAPE, state, new StageSize(stage, minibatch), images -> {})) {
      assertThat((double) estimate.bufferBytes())
          .isCloseTo((double) trainer.bufferBytes(), withinPercentage(15));
      long vectors =
          5 * state.generatorWeights().vector().length()
              + 4 * state.discriminatorWeights().vector().length();
      assertThat(estimate.vectorBytes()).isEqualTo(vectors * state.dataType().width());
    }
  }

  @Test
  void slicesOfWholeGroupsAreOfferedUntilTheyFit() {
    RunConfig config = config(64, 64, true, "float32");
    Stage stage = new Stage(6, true);
    StageSize size = new StageSize(stage, 16);
    long whole = StageMemory.of(config, SHAPE, stage, 16).totalBytes();
    long half = StageMemory.of(config, SHAPE, stage, 8).totalBytes();
    long group = StageMemory.of(config, SHAPE, stage, 4).totalBytes();
    assertThat(StageMemory.imagesThatFit(config, SHAPE, size, whole)).isEqualTo(16);
    assertThat(StageMemory.imagesThatFit(config, SHAPE, size, whole - 1)).isEqualTo(8);
    assertThat(StageMemory.imagesThatFit(config, SHAPE, size, half - 1)).isEqualTo(4);
    assertThat(StageMemory.imagesThatFit(config, SHAPE, size, group - 1)).isZero();
  }
}
