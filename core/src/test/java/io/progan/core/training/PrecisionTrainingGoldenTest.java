package io.progan.core.training;

import static io.progan.core.GoldenNetworks.array;
import static io.progan.core.GoldenNetworks.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenNetworks;
import io.progan.core.GoldenPrecision;
import io.progan.core.loss.GanGraph;
import io.progan.core.network.Stage;
import io.progan.core.optimizer.Adam;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import io.progan.core.training.state.Role;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.step.Batch;
import io.progan.core.training.step.Phase;
import io.progan.core.training.step.StageSize;
import io.progan.core.training.step.StageTrainer;
import io.progan.core.training.step.UpdateReport;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.OptimizerConfig;
import io.progan.presets.config.Rounding;
import io.progan.presets.config.RunConfig;
import io.progan.presets.config.TrainConfig;
import io.progan.presets.schedule.ScheduleState;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Iterations in half formats whose loss scale begins too high: skipped steps, scales, weights. */
class PrecisionTrainingGoldenTest {

  static Stream<Arguments> trainings() {
    return GoldenCases.ofKind("precision_train")
        .flatMap(golden -> Stream.of(Rounding.values()).map(r -> Arguments.of(golden, r)));
  }

  @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
  @MethodSource("trainings")
  void stepsAreSkippedAsTheReferenceSkips(GoldenCase golden, Rounding rounding) {
    new Replay(golden, rounding).run();
  }

  private static final class Replay {
    private final GoldenCase golden;
    private final JsonNode settings;
    private final String policy;
    private final DatasetShape shape;
    private final RunConfig config;
    private final JsonNode bounds;

    Replay(GoldenCase golden, Rounding rounding) {
      this.golden = golden;
      this.settings = golden.json().get("config");
      this.policy = rounding.jsonName();
      this.shape = GoldenNetworks.shape(settings.get("G"));
      this.config = config(rounding);
      this.bounds = golden.json().get("tolerance").get(policy);
    }

    private RunConfig config(Rounding rounding) {
      JsonNode adam = settings.get("optimizer");
      OptimizerConfig optimizer =
          new OptimizerConfig(
              adam.get("beta1").asDouble(),
              adam.get("beta2").asDouble(),
              adam.get("epsilon").asDouble(),
              true,
              adam.get("loss_scaling_init").asDouble(),
              adam.get("loss_scaling_inc").asDouble(),
              adam.get("loss_scaling_dec").asDouble());
      RunConfig defaults = RunConfig.defaults();
      TrainConfig train =
          ConfigJson.with(
              TrainConfig.defaults(), Map.of("gSmoothing", settings.get("smoothing").asDouble()));
      return new RunConfig(
          defaults.randomSeed(),
          1,
          defaults.dataset(),
          train,
          GoldenPrecision.generator(golden, settings.get("G"), rounding),
          GoldenPrecision.discriminator(golden, settings.get("D"), rounding),
          optimizer,
          optimizer,
          defaults.generatorLoss(),
          defaults.discriminatorLoss(),
          defaults.sched(),
          defaults.grid());
    }

    void run() {
      double lod = golden.json().get("lod").asDouble();
      Stage stage = Stage.at(lod, shape.resolutionLog2());
      int minibatch = settings.get("minibatch").asInt();
      double rate = settings.get("lrate").asDouble();
      ScheduleState schedule =
          new ScheduleState(0, lod, stage.resolution(), minibatch, rate, rate, 1);
      try (TrainingState state = new TrainingState(config, shape, DataType.FLOAT)) {
        load(state.generatorWeights(), "initial/G");
        load(state.discriminatorWeights(), "initial/D");
        state.averageWeights().assign(state.generatorWeights());
        StageSize size = new StageSize(stage, minibatch);
        try (StageTrainer trainer = new StageTrainer(config, shape, state, size, images -> {})) {
          JsonNode iterations = golden.json().get("iterations").get(policy);
          for (int i = 0; i < iterations.size(); i++) {
            iterate(trainer, state, schedule, i, iterations.get(i));
          }
        }
        for (String network : List.of("G", "D", "Gs")) {
          checkWeights(state, network);
        }
      }
    }

    private void iterate(
        StageTrainer trainer,
        TrainingState state,
        ScheduleState schedule,
        int index,
        JsonNode expected) {
      List<Phase> phases = Phase.of(config);
      double fade = Stage.fade(schedule.lod());
      String folder = "it" + index + "/";
      Batch reals =
          new Batch(
              Map.of(
                  GanGraph.REALS, floats(folder + "d/reals"),
                  GanGraph.LATENTS, floats(folder + "d/latents"),
                  GanGraph.LABELS, floats(folder + "d/labels"),
                  GanGraph.MIXING, floats(folder + "d/mixing")));
      check(
          trainer.step(phases.get(0), List.of(reals), fade, schedule).get(0),
          state,
          expected,
          index);
      trainer.updateAverage(0);
      Batch latents =
          new Batch(
              Map.of(
                  GanGraph.LATENTS, floats(folder + "g/latents"),
                  GanGraph.LABELS, floats(folder + "g/labels")));
      check(
          trainer.step(phases.get(1), List.of(latents), fade, schedule).get(0),
          state,
          expected,
          index);
    }

    private void check(UpdateReport report, TrainingState state, JsonNode expected, int index) {
      String network = report.role() == Role.GENERATOR ? "G" : "D";
      String what = "%s of iteration %d".formatted(network, index);
      assertThat(report.applied())
          .as(what)
          .isEqualTo(expected.get(network + "_applied").asBoolean());
      Adam optimizer = state.optimizer(report.role());
      assertThat(optimizer.steps()).as(what).isEqualTo(expected.get(network + "_adam_t").asLong());
      assertThat(optimizer.lossScale().log2())
          .as(what)
          .isCloseTo(
              expected.get(network + "_log2_after").asDouble(),
              within(bounds.get("log2").asDouble()));
      JsonNode loss = expected.get(network + "_loss");
      if (loss.isNull()) {
        assertThat(report.means().loss()).as(what).matches(value -> !Double.isFinite(value));
      } else {
        assertThat(report.means().loss())
            .as(what)
            .isCloseTo(loss.asDouble(), within(bounds.get("losses_abs").asDouble()));
      }
    }

    private void load(StateVector vector, String folder) {
      for (Slot slot : vector.slots()) {
        vector
            .view(slot.name())
            .assign(array(golden.file(folder + "/" + slot.name() + ".npy"), DataType.FLOAT));
      }
    }

    private float[] floats(String file) {
      return npy(golden.file(file + ".npy")).floats();
    }

    private void checkWeights(TrainingState state, String network) {
      StateVector vector =
          switch (network) {
            case "G" -> state.generatorWeights();
            case "D" -> state.discriminatorWeights();
            default -> state.averageWeights();
          };
      double tolerance = bounds.get("weights_max_abs").get(network).asDouble();
      for (Slot slot : vector.slots()) {
        String file = "final_%s/%s/%s.npy".formatted(policy, network, slot.name());
        double[] expected = npy(golden.file(file)).doubles();
        double[] actual = GoldenPrecision.values(vector.view(slot.name()).dup());
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
          largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
        }
        assertThat(largest).as(file).isLessThanOrEqualTo(tolerance);
      }
    }
  }
}
