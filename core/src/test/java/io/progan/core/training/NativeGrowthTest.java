package io.progan.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.device.NativeAllocations;
import io.progan.core.loss.GanGraph;
import io.progan.core.network.Stage;
import io.progan.core.session.NetworkSession;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.step.Batch;
import io.progan.core.training.step.Phase;
import io.progan.core.training.step.StageSize;
import io.progan.core.training.step.StageTrainer;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ScheduleState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** What training and making images allocate in native memory again and again is given back. */
class NativeGrowthTest {

  private static final int MINIBATCH = 2;
  private static final int CLASSES = 3;

  /** What caches of ND4J and the JVM may grow by meanwhile. */
  private static final long OTHER_BYTES = 1L << 20;

  /**
   * ND4J's operations leave up to a kilobyte each to the garbage collector: measured 0 to 50 KB an
   * iteration, as young collections fall. One weight or activation of these networks is more.
   */
  private static final long UNCOLLECTED_BYTES = 120L << 10;

  /** Networks with as many maps in all layers. */
  private static RunConfig config(int maps) {
    Map<String, Object> network = Map.of("fmapBase", maps << 10, "fmapMax", maps);
    return ConfigJson.with(
        RunConfig.defaults(), Map.of("generator", network, "discriminator", network));
  }

  private static Stage stage(int resolution, boolean fading) {
    return new Stage(Integer.numberOfTrailingZeros(resolution), fading);
  }

  @ParameterizedTest
  @CsvSource({"4, false, 128, 50", "8, true, 64, 50", "128, false, 16, 20"})
  void aTrainingStepGivesBackWhatItTakes(int resolution, boolean fading, int maps, int iterations) {
    RunConfig config = config(maps);
    DatasetShape shape = new DatasetShape(resolution, 3, CLASSES);
    RandomState random = new RandomState(1);
    try (TrainingState state = new TrainingState(config, shape, DataType.FLOAT)) {
      state.initialize(random);
      try (StageTrainer trainer =
          new StageTrainer(
              config,
              shape,
              state,
              new StageSize(stage(resolution, fading), MINIBATCH),
              images -> {})) {
        float[] reals = random.randnFloats(MINIBATCH * 3 * resolution * resolution);
        float[] latents = random.randnFloats(MINIBATCH * state.generator().latentSize());
        float[] labels = random.randnFloats(MINIBATCH * CLASSES);
        float[] mixing = {0.25f, 0.75f};
        Batch batch =
            new Batch(
                Map.of(
                    GanGraph.REALS, reals,
                    GanGraph.LATENTS, latents,
                    GanGraph.LABELS, labels,
                    GanGraph.MIXING, mixing));
        ScheduleState schedule = new ScheduleState(0, 0.5, resolution, MINIBATCH, 1e-3, 1e-3, 1);
        List<Phase> phases = Phase.of(config);
        Runnable iteration =
            () -> {
              trainer.step(phases.get(0), List.of(batch), 0.5, schedule);
              trainer.updateAverage(0);
              trainer.step(phases.get(1), List.of(batch), 0.5, schedule);
            };
        assertThat(NativeAllocations.growthUncollected(iteration, iterations))
            .isLessThan(OTHER_BYTES + iterations * UNCOLLECTED_BYTES);
        assertThat(NativeAllocations.growth(iteration, iterations)).isLessThan(OTHER_BYTES);
      }
    }
  }

  @Test
  void makingImagesGivesBackWhatItTakes() {
    int resolution = 128;
    RunConfig config = config(32);
    DatasetShape shape = new DatasetShape(resolution, 3, 0);
    try (TrainingState state = new TrainingState(config, shape, DataType.FLOAT);
        NetworkSession session =
            NetworkSession.of(
                state.generator(), state.averageWeights(), stage(resolution, false), 1)) {
      RandomState random = new RandomState(1);
      state.initialize(random);
      float[] latents = random.randnFloats(state.generator().latentSize());
      Runnable minibatch = () -> session.images(latents, new float[0], 1, 0);
      assertThat(NativeAllocations.growthUncollected(minibatch, 20)).isLessThan(OTHER_BYTES);
      assertThat(NativeAllocations.growth(minibatch, 20)).isLessThan(OTHER_BYTES);
    }
  }
}
