package io.progan.core.training;

import static io.progan.core.GoldenNetworks.array;
import static io.progan.core.GoldenNetworks.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenNetworks;
import io.progan.core.image.DynamicRange;
import io.progan.core.image.RealImages;
import io.progan.core.loss.GanGraph;
import io.progan.core.loss.Loss;
import io.progan.core.network.Stage;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import io.progan.core.training.state.Role;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.step.Batch;
import io.progan.core.training.step.LossMeans;
import io.progan.core.training.step.Phase;
import io.progan.core.training.step.StageSize;
import io.progan.core.training.step.StageTrainer;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyType;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.OptimizerConfig;
import io.progan.presets.config.RunConfig;
import io.progan.presets.config.TrainConfig;
import io.progan.presets.schedule.ScheduleState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Whole training iterations against the float64 reference.
 *
 * <p>The data pipeline hands out single precision, the reference does not round; in double
 * precision that is the only difference left. It moves a weight whose gradient is nearly zero by
 * about 1e-7, since Adam's first steps are the learning rate times little more than the gradient's
 * sign.
 */
class TrainingGoldenTest {

  private static final double ROUNDED_REALS = 100;

  static Stream<GoldenCase> trainings() {
    return GoldenCases.ofKind("train");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("trainings")
  void inDouble(GoldenCase golden) {
    new Replay(golden, DataType.DOUBLE).run();
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("trainings")
  void inFloat(GoldenCase golden) {
    new Replay(golden, DataType.FLOAT).run();
  }

  private static final class Replay {
    private final GoldenCase golden;
    private final DataType type;
    private final JsonNode settings;
    private final DatasetShape shape;
    private final RunConfig config;

    Replay(GoldenCase golden, DataType type) {
      this.golden = golden;
      this.type = type;
      this.settings = golden.json().get("config");
      this.shape = GoldenNetworks.shape(settings.get("G"));
      this.config = config();
    }

    private RunConfig config() {
      JsonNode adam = settings.get("adam");
      OptimizerConfig optimizer =
          ConfigJson.with(
              OptimizerConfig.defaults(),
              Map.of(
                  "beta1", adam.get("beta1").asDouble(),
                  "beta2", adam.get("beta2").asDouble(),
                  "epsilon", adam.get("epsilon").asDouble()));
      TrainConfig train =
          ConfigJson.with(
              TrainConfig.defaults(), Map.of("gSmoothing", settings.get("smoothing").asDouble()));
      RunConfig defaults = RunConfig.defaults();
      return new RunConfig(
          defaults.randomSeed(),
          1,
          defaults.dataset(),
          train,
          GoldenNetworks.generator(settings.get("G")),
          GoldenNetworks.discriminator(settings.get("D")),
          optimizer,
          optimizer,
          defaults.generatorLoss(),
          defaults.discriminatorLoss(),
          defaults.sched(),
          defaults.grid());
    }

    void run() {
      try (TrainingState state = new TrainingState(config, shape, type)) {
        load(state.generatorWeights(), "initial/G");
        load(state.discriminatorWeights(), "initial/D");
        state.averageWeights().assign(state.generatorWeights());
        JsonNode iterations = golden.json().get("iterations");
        for (int i = 0; i < iterations.size(); i++) {
          iterate(state, i, iterations.get(i));
          if (i == 0) {
            checkWeights(state, "after_first");
          }
        }
        checkWeights(state, "final");
        checkMoments(state);
      }
    }

    private void load(StateVector vector, String folder) {
      for (Slot slot : vector.slots()) {
        vector
            .view(slot.name())
            .assign(array(golden.file(folder + "/" + slot.name() + ".npy"), type));
      }
    }

    private void iterate(TrainingState state, int index, JsonNode expected) {
      double lod = expected.get("lod").asDouble();
      Stage stage = Stage.at(lod, shape.resolutionLog2());
      if (expected.get("optimizer_reset_before").asBoolean()) {
        state.resetOptimizers();
      }
      String folder = "it" + index;
      int minibatch = settings.get("minibatch").asInt();
      ScheduleState schedule =
          new ScheduleState(
              0,
              lod,
              stage.resolution(),
              minibatch,
              settings.get("G_lrate").asDouble(),
              settings.get("D_lrate").asDouble(),
              1);
      List<Phase> phases = Phase.of(config);
      Loss loss = Phase.loss(phases, Role.DISCRIMINATOR);
      try (StageTrainer trainer =
          new StageTrainer(config, shape, state, new StageSize(stage, minibatch), images -> {})) {
        for (int repeat = 0; repeat < settings.get("D_repeats").asInt(); repeat++) {
          Batch batch = batch(folder + "/d" + repeat, lod);
          var report =
              trainer.step(phases.get(0), List.of(batch), Stage.fade(lod), schedule).get(0);
          assertThat(report.applied()).isTrue();
          checkLoss(report.means().loss(), expected.get("D_loss").get(repeat).asDouble());
          checkParts(report.means().with(loss.sums()), expected.get("parts").get(repeat));
          trainer.updateAverage(0);
        }
        Batch batch =
            new Batch(
                Map.of(
                    GanGraph.LATENTS, floats(folder + "/g/latents"),
                    GanGraph.LABELS, floats(folder + "/g/labels")));
        var report = trainer.step(phases.get(1), List.of(batch), Stage.fade(lod), schedule).get(0);
        checkLoss(report.means().loss(), expected.get("G_loss").asDouble());
      }
      assertThat(state.generatorAdam().steps()).isEqualTo(expected.get("adam_steps_G").asLong());
      assertThat(state.discriminatorAdam().steps())
          .isEqualTo(expected.get("adam_steps_D").asLong());
    }

    private Batch batch(String folder, double lod) {
      NpyArray reals = npy(golden.file(folder + "/reals.npy"));
      float[] mirror =
          settings.get("mirror_augment").asBoolean() ? floats(folder + "/mirror") : null;
      float[] processed =
          RealImages.process(
              reals.bytes(),
              shape.numChannels(),
              reals.shape()[3],
              mirror,
              Stage.fade(lod),
              DynamicRange.NETWORK);
      return new Batch(
          Map.of(
              GanGraph.REALS, processed,
              GanGraph.LATENTS, floats(folder + "/latents"),
              GanGraph.LABELS, floats(folder + "/labels"),
              GanGraph.MIXING, floats(folder + "/mixing")));
    }

    private float[] floats(String file) {
      return npy(golden.file(file + ".npy")).floats();
    }

    private void checkLoss(double actual, double expected) {
      assertThat(actual).isCloseTo(expected, within(lossTolerance()));
    }

    private double lossTolerance() {
      double single = golden.json().at("/tolerance/losses_abs_float32").asDouble();
      return type == DataType.DOUBLE ? single / 100 : single;
    }

    private void checkParts(LossMeans actual, JsonNode expected) {
      checkLoss(actual.get("wasserstein"), expected.get("wasserstein").asDouble());
      checkLoss(
          actual.get("gradientPenalty"), expected.get("gradient_penalty_weighted").asDouble());
      checkLoss(actual.get("driftPenalty"), expected.get("epsilon_penalty_weighted").asDouble());
      checkLoss(actual.get("labelPenalty"), expected.path("label_penalty_weighted").asDouble(0));
    }

    private void checkWeights(TrainingState state, String folder) {
      checkVector(state.generatorWeights(), folder, "G");
      checkVector(state.discriminatorWeights(), folder, "D");
      checkVector(state.averageWeights(), folder, "Gs");
    }

    private void checkVector(StateVector vector, String folder, String network) {
      double tolerance =
          type == DataType.DOUBLE
              ? golden.json().at("/tolerance/weights_max_abs_float64").asDouble() * ROUNDED_REALS
              : golden.json().at("/tolerance/weights_max_abs_float32/" + network).asDouble();
      for (Slot slot : vector.slots()) {
        NpyArray stored = npy(golden.file(folder + "/" + network + "/" + slot.name() + ".npy"));
        double[] expected = stored.doubles();
        // Weights after the first iteration are stored in single precision.
        double rounding = stored.type() == NpyType.FLOAT32 ? largestOf(expected) * 0x1p-24 : 0;
        double[] actual = vector.view(slot.name()).dup().reshape(expected.length).toDoubleVector();
        assertThat(actual)
            .as(folder + " " + network + "/" + slot.name())
            .containsExactly(expected, within(tolerance + rounding));
      }
    }

    private void checkMoments(TrainingState state) {
      checkMoment(state.generatorAdam().firstMoment(), "final/G_adam_m");
      checkMoment(state.generatorAdam().secondMoment(), "final/G_adam_v");
      checkMoment(state.discriminatorAdam().firstMoment(), "final/D_adam_m");
      checkMoment(state.discriminatorAdam().secondMoment(), "final/D_adam_v");
    }

    private void checkMoment(StateVector vector, String folder) {
      Map<String, double[]> expected = new HashMap<>();
      double largest = 0;
      for (Slot slot : vector.slots()) {
        double[] values = npy(golden.file(folder + "/" + slot.name() + ".npy")).doubles();
        expected.put(slot.name(), values);
        largest = Math.max(largest, largestOf(values));
      }
      for (Slot slot : vector.slots()) {
        double[] values = expected.get(slot.name());
        double tolerance = momentTolerance() * Math.max(largestOf(values), 0.01 * largest);
        double[] actual = vector.view(slot.name()).dup().reshape(values.length).toDoubleVector();
        assertThat(actual)
            .as(folder + "/" + slot.name())
            .containsExactly(values, within(tolerance));
      }
    }

    private double momentTolerance() {
      return type == DataType.DOUBLE
          ? golden.json().at("/tolerance/moments_float64").asDouble() * ROUNDED_REALS
          : golden.json().at("/tolerance/moments_float32/value").asDouble();
    }

    private static double largestOf(double[] values) {
      return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }
  }
}
