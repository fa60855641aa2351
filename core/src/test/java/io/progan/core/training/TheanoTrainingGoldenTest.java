package io.progan.core.training;

import static io.progan.core.GoldenNetworks.array;
import static io.progan.core.GoldenNetworks.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenNetworks;
import io.progan.core.GoldenTheano;
import io.progan.core.image.ByteImages;
import io.progan.core.image.DynamicRange;
import io.progan.core.layer.GeneralizedDropout;
import io.progan.core.loss.GanGraph;
import io.progan.core.loss.LossTerms;
import io.progan.core.network.Stage;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import io.progan.core.training.state.Role;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.step.Batch;
import io.progan.core.training.step.Phase;
import io.progan.core.training.step.StageSize;
import io.progan.core.training.step.StageTrainer;
import io.progan.core.training.step.UpdateReport;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Whole iterations of the Theano version against the float64 reference. The reals are single
 * precision here, and the reference does not round: see {@link TrainingGoldenTest}.
 */
class TheanoTrainingGoldenTest {

  private static final double ROUNDED_REALS = 100;

  static Stream<GoldenCase> trainings() {
    return GoldenCases.ofKind("theano_train");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("trainings")
  void inDouble(GoldenCase golden) throws IOException {
    new Replay(golden, DataType.DOUBLE).run();
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("trainings")
  void inFloat(GoldenCase golden) throws IOException {
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
                  "beta1", adam.get("beta1"),
                  "beta2", adam.get("beta2"),
                  "epsilon", adam.get("epsilon")));
      TrainConfig train =
          ConfigJson.with(
              TrainConfig.defaults(),
              Map.of(
                  "gSmoothing", settings.get("smoothing"),
                  "smoothAt", "before-generator-step",
                  "dRepeats", settings.get("D_training_repeats"),
                  "separateSteps", settings.get("separate_funcs"),
                  "fakeLabels", "dataset"));
      JsonNode gdrop = settings.get("gdrop");
      Map<String, Object> dropout =
          Map.of(
              "gdropCoef", gdrop.get("coef"),
              "gdropBeta", gdrop.get("beta"),
              "gdropLim", gdrop.get("lim"),
              "gdropExp", gdrop.get("exp"));
      RunConfig defaults = RunConfig.defaults();
      return new RunConfig(
          defaults.randomSeed(),
          1,
          defaults.dataset(),
          train,
          GoldenTheano.generator(settings.get("G")),
          GoldenTheano.discriminator(settings.get("D"), dropout),
          optimizer,
          optimizer,
          GoldenTheano.generatorLoss(settings.get("loss")),
          GoldenTheano.discriminatorLoss(settings.get("loss")),
          defaults.sched(),
          defaults.grid());
    }

    void run() throws IOException {
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
        checkVector(state.averageWeights(), "final", "Gs");
        checkMoments(state.generatorAdam().secondMoment(), "final/G_adam_v");
        checkMoments(state.discriminatorAdam().secondMoment(), "final/D_adam_v");
        checkStrength(state, golden.json().get("gdrop_strength_after"));
      }
    }

    private void load(StateVector vector, String folder) {
      for (Slot slot : vector.slots()) {
        Path file = golden.file(folder + "/" + slot.name() + ".npy");
        if (slot.trained() || Files.exists(file)) {
          vector.view(slot.name()).assign(array(file, type));
        }
      }
    }

    private void checkStrength(TrainingState state, JsonNode expected) {
      boolean used = settings.at("/D/use_gdrop").asBoolean();
      double strength =
          used
              ? state.discriminatorWeights().view(GeneralizedDropout.STRENGTH.name()).getDouble(0)
              : 0;
      double tolerance = lossTolerance() * Math.max(1, 1000 * expected.asDouble());
      assertThat(strength).isCloseTo(expected.asDouble(), within(tolerance));
    }

    private void iterate(TrainingState state, int index, JsonNode expected) throws IOException {
      double lod = expected.get("lod").asDouble();
      Stage stage = Stage.at(lod, shape.resolutionLog2());
      if (expected.get("optimizer_reset_before").asBoolean()) {
        state.resetOptimizers();
      }
      checkStrength(state, expected.get("gdrop_strength_used"));
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
      List<Double> discriminator = new ArrayList<>();
      List<UpdateReport> reports = new ArrayList<>();
      try (StageTrainer trainer =
          new StageTrainer(config, shape, state, new StageSize(stage, minibatch), images -> {})) {
        for (Phase phase : Phase.of(config)) {
          for (int repeat = 0; repeat < phase.repeats(); repeat++) {
            String folder = "it" + index + (phase.reals() ? "/d" + repeat : "/g");
            if (phase.averaging() == Phase.Averaging.BEFORE) {
              trainer.updateAverage(0);
            }
            Batch batch = batch(folder, lod, phase.reals());
            reports.addAll(trainer.step(phase, List.of(batch), Stage.fade(lod), schedule));
          }
        }
        trainer.endIteration(reports);
      }
      for (UpdateReport report : reports) {
        assertThat(report.applied()).isTrue();
        if (report.role() == Role.DISCRIMINATOR) {
          discriminator.add(report.means().loss());
          checkParts(report, expected.get("parts").get(discriminator.size() - 1));
        } else {
          checkLoss(report.means().get(LossTerms.LOSS), expected.get("G_loss").asDouble());
        }
      }
      for (int i = 0; i < discriminator.size(); i++) {
        checkLoss(discriminator.get(i), expected.get("D_loss").get(i).asDouble());
      }
      assertThat(discriminator).hasSize(expected.get("D_loss").size());
      assertThat(state.generatorAdam().steps()).isEqualTo(expected.get("adam_steps_G").asLong());
      assertThat(state.discriminatorAdam().steps())
          .isEqualTo(expected.get("adam_steps_D").asLong());
    }

    private void checkParts(UpdateReport report, JsonNode parts) {
      if (parts.has("gradient_penalty_weighted")) {
        checkLoss(
            report.means().get("gradientPenalty"),
            parts.get("gradient_penalty_weighted").asDouble());
        checkLoss(
            report.means().get("driftPenalty"), parts.get("epsilon_penalty_weighted").asDouble());
      } else {
        checkLoss(report.means().get("realSquares"), parts.get("reals_squared").asDouble());
        checkLoss(
            report.means().get("fakeSquares"), parts.get("fakes_squared_weighted").asDouble());
      }
    }

    private Batch batch(String folder, double lod, boolean real) throws IOException {
      Map<String, float[]> values = new HashMap<>();
      values.put(GanGraph.LATENTS, floats(folder + "/latents"));
      values.put(GanGraph.FAKE_LABELS, floats(folder + "/fake_labels"));
      if (real) {
        NpyArray reals = npy(golden.file(folder + "/reals.npy"));
        float[] mirror =
            settings.get("mirror_augment").asBoolean() ? floats(folder + "/mirror") : null;
        byte[] faded =
            ByteImages.process(
                reals.bytes(), shape.numChannels(), reals.shape()[3], mirror, Stage.fade(lod));
        values.put(GanGraph.REALS, ByteImages.convert(faded, null, DynamicRange.NETWORK));
        values.put(GanGraph.LABELS, floats(folder + "/real_labels"));
        values.put(GanGraph.MIXING, floats(folder + "/mixing"));
      }
      Path noise = golden.file(folder + "/noise");
      if (Files.exists(noise)) {
        try (Stream<Path> files = Files.walk(noise)) {
          files
              .filter(Files::isRegularFile)
              .forEach(
                  file -> {
                    String name = golden.file(folder).relativize(file).toString();
                    values.put(name.replace(".npy", ""), npy(file).floats());
                  });
        }
      }
      return new Batch(values);
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

    private void checkWeights(TrainingState state, String folder) {
      checkVector(state.generatorWeights(), folder, "G");
      checkVector(state.discriminatorWeights(), folder, "D");
      for (Slot slot : state.averageWeights().slots()) {
        if (!slot.averaged()) {
          assertThat(state.averageWeights().view(slot.name()).dup())
              .as("Gs shares " + slot.name())
              .isEqualTo(state.generatorWeights().view(slot.name()).dup());
        }
      }
    }

    private void checkVector(StateVector vector, String folder, String network) {
      double tolerance =
          type == DataType.DOUBLE
              ? golden.json().at("/tolerance/weights_max_abs_float64").asDouble() * ROUNDED_REALS
              : golden.json().at("/tolerance/weights_max_abs_float32/" + network).asDouble();
      for (Slot slot : vector.slots()) {
        Path file = golden.file(folder + "/" + network + "/" + slot.name() + ".npy");
        if (!slot.trained() && !Files.exists(file)) {
          continue;
        }
        NpyArray stored = npy(file);
        double[] expected = stored.doubles();
        // Weights after the first iteration are stored in single precision.
        double rounding = stored.type() == NpyType.FLOAT32 ? largestOf(expected) * 0x1p-24 : 0;
        double relative = slot.trained() ? 0 : largestOf(expected) * 1e-5;
        double[] actual = vector.view(slot.name()).dup().reshape(expected.length).toDoubleVector();
        assertThat(actual)
            .as(folder + " " + network + "/" + slot.name())
            .containsExactly(expected, within(tolerance + rounding + relative));
      }
    }

    private void checkMoments(StateVector vector, String folder) {
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
