package io.progan.core.training;

import static io.progan.core.GoldenNetworks.array;
import static io.progan.core.GoldenNetworks.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenBigGan;
import io.progan.core.device.HostValues;
import io.progan.core.loss.GanGraph;
import io.progan.core.loss.LossTerms;
import io.progan.core.network.Network;
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
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.HingeDiscriminatorLossConfig;
import io.progan.presets.config.HingeGeneratorLossConfig;
import io.progan.presets.config.OptimizerConfig;
import io.progan.presets.config.OrthoForm;
import io.progan.presets.config.RunConfig;
import io.progan.presets.config.TrainConfig;
import io.progan.presets.schedule.ScheduleState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Whole iterations of BigGAN against the float64 reference: weights, what is kept, moments. */
class BigGanTrainingGoldenTest {

  /** The reals are single precision here, and the reference does not round. */
  private static final double ROUNDED_REALS = 100;

  static Stream<GoldenCase> trainings() {
    return GoldenCases.ofKind("biggan_train");
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
    private final JsonNode train;
    private final DatasetShape shape;
    private final int minibatch;
    private final RunConfig config;
    private final Set<String> zeroGradients = new HashSet<>();

    Replay(GoldenCase golden, DataType type) {
      this.golden = golden;
      this.type = type;
      this.train = golden.json().at("/config/train");
      this.shape = GoldenBigGan.shape(golden.json().at("/config/G"));
      this.minibatch = golden.json().at("/config/batch_size").asInt();
      this.config = config();
      golden.json().get("zero_gradient").forEach(name -> zeroGradients.add(name.asText()));
    }

    private RunConfig config() {
      int shown =
          minibatch * train.get("num_D_steps").asInt() * train.get("num_D_accumulations").asInt();
      Map<String, Object> options = new HashMap<>();
      options.put("gSmoothing", train.get("ema_decay"));
      options.put("smoothAt", "generator-step");
      options.put("smoothStartKimg", train.get("ema_start").asInt() * shown / 1000.0);
      options.put("dRepeats", train.get("num_D_steps"));
      options.put("dAccumulations", train.get("num_D_accumulations"));
      options.put("gAccumulations", train.get("num_G_accumulations"));
      options.put("splitD", train.get("split_D"));
      options.put("fakeLabels", "uniform");
      RunConfig defaults = RunConfig.defaults();
      return new RunConfig(
          defaults.randomSeed(),
          1,
          defaults.dataset(),
          ConfigJson.with(TrainConfig.defaults(), options),
          GoldenBigGan.generator(golden.json().at("/config/G")),
          GoldenBigGan.discriminator(golden.json().at("/config/D"), 1),
          adam("G"),
          adam("D"),
          new HingeGeneratorLossConfig(train.get("G_ortho").asDouble(), OrthoForm.CODE),
          new HingeDiscriminatorLossConfig(0, train.get("D_ortho").asDouble(), OrthoForm.CODE),
          defaults.sched(),
          defaults.grid());
    }

    private OptimizerConfig adam(String network) {
      return ConfigJson.with(
          OptimizerConfig.defaults(),
          Map.of(
              "beta1", train.get(network + "_B1"),
              "beta2", train.get(network + "_B2"),
              "epsilon", train.get("adam_eps")));
    }

    void run() {
      try (TrainingState state = new TrainingState(config, shape, type);
          StageTrainer trainer = trainer(state)) {
        load(state.generatorWeights(), state.generator());
        load(state.discriminatorWeights(), state.discriminator());
        state.averageWeights().assign(state.generatorWeights());
        JsonNode iterations = golden.json().get("iterations");
        long seen = 0;
        for (int i = 0; i < iterations.size(); i++) {
          seen = iterate(state, trainer, i, iterations.get(i), seen);
          if (i == 0) {
            checkNetworks(state, "after_first", true);
          }
        }
        checkNetworks(state, "final", false);
        check(state.averageWeights(), state.generator(), "final/G_ema", "G_ema", false);
        checkMoments(state, Role.GENERATOR, "final/G_adam_v");
        checkMoments(state, Role.DISCRIMINATOR, "final/D_adam_v");
      }
    }

    private StageTrainer trainer(TrainingState state) {
      Stage stage = new Stage(shape.resolutionLog2(), false);
      return new StageTrainer(config, shape, state, new StageSize(stage, minibatch), images -> {});
    }

    private void load(StateVector vector, Network network) {
      Map<String, INDArray> values =
          GoldenBigGan.slots(
              golden, "initial/" + network.name() + "/", "N", network.layers(), type);
      vector
          .slots()
          .forEach(slot -> vector.view(slot.name()).assign(values.get("N/" + slot.name())));
    }

    private long iterate(
        TrainingState state, StageTrainer trainer, int index, JsonNode expected, long before) {
      ScheduleState schedule =
          new ScheduleState(
              0,
              0,
              shape.resolution(),
              minibatch,
              train.get("G_lr").asDouble(),
              train.get("D_lr").asDouble(),
              1);
      long seen = before;
      List<Double> means = new ArrayList<>();
      for (Phase phase : Phase.of(config)) {
        for (int repeat = 0; repeat < phase.repeats(); repeat++) {
          List<Batch> batches = new ArrayList<>();
          for (int i = 0; i < phase.accumulations(); i++) {
            String folder = phase.reals() ? "d" + repeat : "g";
            batches.add(batch("it%d/%s/a%d/".formatted(index, folder, i), phase.reals()));
          }
          UpdateReport report = trainer.step(phase, batches, 0, schedule).get(0);
          assertThat(report.applied()).isTrue();
          seen += phase.reals() ? (long) minibatch * phase.accumulations() : 0;
          if (phase.averaging() == Phase.Averaging.AFTER) {
            trainer.updateAverage(seen);
          }
          if (phase.reals()) {
            means.add(report.means().get("realLoss"));
            means.add(report.means().get("fakeLoss"));
          } else {
            means.add(report.means().get(LossTerms.LOSS));
          }
        }
      }
      checkLosses(means, expected);
      assertThat(state.generatorAdam().steps()).isEqualTo(index + 1L);
      return seen;
    }

    /** The reference lists each chunk by itself. */
    private void checkLosses(List<Double> means, JsonNode expected) {
      int chunks = train.get("num_D_accumulations").asInt();
      List<Double> wanted = new ArrayList<>();
      for (int step = 0; step < train.get("num_D_steps").asInt(); step++) {
        wanted.add(mean(expected.get("D_loss_real"), step * chunks, chunks));
        wanted.add(mean(expected.get("D_loss_fake"), step * chunks, chunks));
      }
      wanted.add(mean(expected.get("G_loss"), 0, expected.get("G_loss").size()));
      double single = golden.json().at("/tolerance/losses_abs_float32").asDouble();
      double tolerance = type == DataType.DOUBLE ? single / 10 : single;
      assertThat(means).hasSameSizeAs(wanted);
      for (int i = 0; i < wanted.size(); i++) {
        assertThat(means.get(i)).isCloseTo(wanted.get(i), within(tolerance));
      }
    }

    private static double mean(JsonNode values, int first, int count) {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += values.get(first + i).asDouble();
      }
      return sum / count;
    }

    private Batch batch(String folder, boolean reals) {
      Map<String, float[]> values = new HashMap<>();
      values.put(GanGraph.LATENTS, floats(array(golden.file(folder + "latents.npy"), type)));
      if (reals) {
        double[] bytes = npy(golden.file(folder + "reals.npy")).doubles();
        float[] pixels = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
          pixels[i] = (float) ((bytes[i] / 255 - 0.5) * 2);
        }
        values.put(GanGraph.REALS, pixels);
        values.put(GanGraph.LABELS, labels(folder + "labels.npy"));
        values.put(GanGraph.FAKE_LABELS, labels(folder + "fake_labels.npy"));
      } else {
        values.put(GanGraph.FAKE_LABELS, labels(folder + "labels.npy"));
      }
      return new Batch(values);
    }

    private float[] labels(String file) {
      return floats(GoldenBigGan.labels(golden.file(file), shape.labelSize(), DataType.FLOAT));
    }

    private static float[] floats(INDArray values) {
      return HostValues.floats(values.castTo(DataType.FLOAT).dup('c'));
    }

    private void checkNetworks(TrainingState state, String folder, boolean stored) {
      check(state.generatorWeights(), state.generator(), folder + "/G", "G", stored);
      check(state.discriminatorWeights(), state.discriminator(), folder + "/D", "D", stored);
    }

    private void check(
        StateVector vector, Network network, String folder, String bound, boolean rounded) {
      for (Slot slot : vector.slots()) {
        if (slot.name().contains(".sv") || !isCompared(slot)) {
          continue;
        }
        INDArray wanted =
            GoldenBigGan.read(
                golden.file(folder + "/" + slot.name() + ".npy"),
                slot,
                network.layers(),
                DataType.DOUBLE);
        double largest =
            vector.view(slot.name()).castTo(DataType.DOUBLE).sub(wanted).amaxNumber().doubleValue();
        assertThat(largest)
            .as(folder + " " + slot.name())
            .isLessThanOrEqualTo(bound(slot, bound, rounded));
      }
    }

    /** In single precision Adam walks at random where a gradient is zero but for rounding. */
    private boolean isCompared(Slot slot) {
      return type == DataType.DOUBLE
          || (!zeroGradients.contains(slot.name()) && !slot.name().endsWith("stored_mean"));
    }

    private double bound(Slot slot, String network, boolean rounded) {
      if (type == DataType.DOUBLE) {
        double exact = golden.json().at("/tolerance/max_abs_float64").asDouble() * ROUNDED_REALS;
        return rounded ? Math.max(exact, 1e-6) : exact;
      }
      String group =
          slot.trained() || network.equals("G_ema")
              ? "weights_max_abs_float32"
              : "buffers_max_abs_float32";
      double tolerance = golden.json().at("/tolerance/" + group + "/" + network).asDouble();
      assertThat(tolerance).isPositive();
      return slot.trained() ? tolerance : Math.max(tolerance, 1e-4);
    }

    private void checkMoments(TrainingState state, Role role, String folder) {
      StateVector moments = state.optimizer(role).secondMoment();
      Network network = state.network(role);
      Map<Slot, INDArray> wanted = new HashMap<>();
      double largest = 0;
      for (Slot slot : moments.slots()) {
        INDArray values =
            GoldenBigGan.read(
                golden.file(folder + "/" + slot.name() + ".npy"),
                slot,
                network.layers(),
                DataType.DOUBLE);
        wanted.put(slot, values);
        largest = Math.max(largest, values.amaxNumber().doubleValue());
      }
      double tolerance =
          type == DataType.DOUBLE
              ? golden.json().at("/tolerance/moments_float64").asDouble() * ROUNDED_REALS
              : golden.json().at("/tolerance/moments_float32/value").asDouble();
      for (Map.Entry<Slot, INDArray> entry : wanted.entrySet()) {
        INDArray actual = moments.view(entry.getKey().name());
        assertThat(GoldenBigGan.error(actual, entry.getValue(), 0.01 * largest))
            .as(folder + " " + entry.getKey())
            .isLessThanOrEqualTo(tolerance);
      }
    }
  }
}
