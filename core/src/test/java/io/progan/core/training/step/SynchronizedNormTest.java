package io.progan.core.training.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.device.HostValues;
import io.progan.core.loss.GanGraph;
import io.progan.core.network.Stage;
import io.progan.core.training.state.TrainingState;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ScheduleState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** Batch norm over all replicas is that of one; over each by itself it is another training. */
class SynchronizedNormTest {

  private static final DatasetShape SHAPE = new DatasetShape(32, 1, 2);
  private static final int MINIBATCH = 4;

  private static double[] trained(int replicas, boolean synchronised) {
    RunConfig config =
        ConfigJson.with(
            RunConfig.defaults(),
            Map.of(
                "numGpus",
                replicas,
                "generator",
                Map.of("kind", "biggan", "ch", 1, "latentSize", 8, "bnSynchronized", synchronised),
                "discriminator",
                Map.of("kind", "biggan", "ch", 1),
                "generatorLoss",
                Map.of("kind", "hinge"),
                "discriminatorLoss",
                Map.of("kind", "hinge")));
    ScheduleState schedule = new ScheduleState(0, 0, 32, MINIBATCH, 1e-3, 1e-3, 1);
    try (TrainingState state = new TrainingState(config, SHAPE, DataType.DOUBLE)) {
      state.initialize(new RandomState(1));
      RandomState random = new RandomState(2);
      StageSize size = new StageSize(new Stage(5, false), MINIBATCH);
      try (StageTrainer trainer = new StageTrainer(config, SHAPE, state, size, images -> {})) {
        for (Phase phase : Phase.of(config)) {
          Batch batch =
              new Batch(
                  Map.of(
                      GanGraph.REALS, random.randnFloats(MINIBATCH * 32 * 32),
                      GanGraph.LATENTS, random.randnFloats(MINIBATCH * 8),
                      GanGraph.LABELS, new float[] {1, 0, 0, 1, 1, 0, 0, 1}));
          trainer.step(phase, List.of(batch), 0, schedule);
        }
      }
      return HostValues.doubles(state.generatorWeights().vector());
    }
  }

  @Test
  void replicasThatAreSynchronisedComputeWhatOneDoes() {
    double[] one = trained(1, false);
    assertThat(trained(2, true)).isEqualTo(one);
    assertThat(trained(2, false)).isNotEqualTo(one);
  }
}
