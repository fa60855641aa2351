package io.progan.core.loss;

import static io.progan.core.GoldenNetworks.array;
import static io.progan.core.GoldenNetworks.error;
import static io.progan.core.GoldenNetworks.npy;
import static io.progan.core.GoldenNetworks.parameters;
import static io.progan.core.GoldenNetworks.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenNetworks;
import io.progan.core.graph.Gradients;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Resampling;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.loss.family.Losses;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Growth;
import io.progan.core.network.Network;
import io.progan.core.network.Stage;
import io.progan.core.network.family.Networks;
import io.progan.core.state.Slot;
import io.progan.core.state.SlotInputs;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.WganGpDiscriminatorLossConfig;
import io.progan.presets.config.WganGpGeneratorLossConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every loss term and every gradient against the float64 reference. */
class LossGoldenTest {

  static Stream<GoldenCase> discriminatorLosses() {
    return GoldenCases.ofKind("d_loss");
  }

  static Stream<GoldenCase> generatorLosses() {
    return GoldenCases.ofKind("g_loss");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("discriminatorLosses")
  void discriminatorLossInDouble(GoldenCase golden) {
    checkDiscriminatorLoss(golden, DataType.DOUBLE);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("discriminatorLosses")
  void discriminatorLossInFloat(GoldenCase golden) {
    checkDiscriminatorLoss(golden, DataType.FLOAT);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("generatorLosses")
  void generatorLossInDouble(GoldenCase golden) {
    checkGeneratorLoss(golden, DataType.DOUBLE);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("generatorLosses")
  void generatorLossInFloat(GoldenCase golden) {
    checkGeneratorLoss(golden, DataType.FLOAT);
  }

  /** The networks and inputs of a case, in a graph of their own. */
  private static final class Setting implements AutoCloseable {
    final GoldenCase golden;
    final DataType type;
    final DatasetShape shape;
    final GeneratorNetwork generator;
    final DiscriminatorNetwork discriminator;
    final Stage stage;
    final int imageScale;
    final Graph graph;
    final GanGraph gan;
    final Map<String, INDArray> inputs = new HashMap<>();

    Setting(GoldenCase golden, DataType type) {
      this.golden = golden;
      this.type = type;
      JsonNode config = golden.json().get("config");
      shape = GoldenNetworks.shape(config.get("G"));
      generator = Networks.generator(GoldenNetworks.generator(config.get("G")), shape);
      discriminator = Networks.discriminator(GoldenNetworks.discriminator(config.get("D")), shape);
      stage = Stage.at(lod(), shape.resolutionLog2());
      imageScale = shape.resolution() / stage.resolution();
      graph = new Graph(type);
      int minibatch = npy(golden.file("latents.npy")).shape()[0];
      gan =
          new GanGraph(
              graph,
              generator,
              discriminator,
              new Growth(stage, graph.constant(Stage.fade(lod()))),
              imageScale,
              minibatch,
              false,
              false,
              this::input);
      inputs.putAll(parameters(golden, "G", generator, type));
      inputs.putAll(parameters(golden, "D", discriminator, type));
    }

    double lod() {
      return golden.json().get("lod").asDouble();
    }

    /** Of the reference's files; its reals are of full resolution. */
    private Tensor input(String name, long... shape) {
      INDArray array = array(golden.file(name + ".npy"), type);
      inputs.put(name, array);
      Tensor input = graph.input(name, array.shape());
      return name.equals(GanGraph.REALS)
          ? Resampling.downscale(input, imageScale)
          : Shaping.reshape(input, shape);
    }

    double tolerance(String group) {
      String precision = type == DataType.DOUBLE ? "float64" : "float32";
      return golden.json().at("/tolerance/" + group + "/" + precision).asDouble();
    }

    double floor(String group) {
      return golden.json().at("/tolerance/" + group + "/floor").asDouble();
    }

    @Override
    public void close() {
      graph.close();
    }
  }

  private static void checkDiscriminatorLoss(GoldenCase golden, DataType type) {
    try (Setting s = new Setting(golden, type)) {
      JsonNode config = golden.json().at("/config/loss");
      WganGpDiscriminatorLossConfig lossConfig =
          new WganGpDiscriminatorLossConfig(
              config.get("wgan_lambda").asDouble(),
              config.get("wgan_epsilon").asDouble(),
              config.get("wgan_target").asDouble(),
              config.get("cond_weight").asDouble());
      LossTerms loss = Losses.discriminator(lossConfig).terms(s.gan);
      Map<Path, Tensor> terms = new LinkedHashMap<>();
      terms.put(golden.file("terms/real_scores.npy"), tensor(loss, "realScore"));
      terms.put(golden.file("terms/fake_scores.npy"), tensor(loss, "fakeScore"));
      terms.put(golden.file("terms/mixed_scores.npy"), tensor(loss, "mixedScore"));
      terms.put(golden.file("terms/mixed_norms.npy"), tensor(loss, "gradientNorm"));
      terms.put(golden.file("terms/gradient_penalty.npy"), tensor(loss, "gradientPenalty"));
      terms.put(golden.file("terms/epsilon_penalty.npy"), tensor(loss, "driftPenalty"));
      if (s.shape.labelSize() > 0) {
        terms.put(golden.file("terms/label_penalty_reals.npy"), tensor(loss, "realLabelPenalty"));
        terms.put(golden.file("terms/label_penalty_fakes.npy"), tensor(loss, "fakeLabelPenalty"));
      }
      checkTerms(s, terms, loss.total());
      checkImages(s, "fakes.npy", Resampling.upscale(s.gan.fakes(), s.imageScale));
      checkImages(s, "mixed_grads.npy", mixedGradients(s, loss));
      checkGradients(s, s.discriminator, s.gan.discriminatorSlots(), "D_grads", loss.total());
      double lambda = lossConfig.wganLambda() / Math.pow(lossConfig.wganTarget(), 2);
      checkGradients(
          s,
          s.discriminator,
          s.gan.discriminatorSlots(),
          "D_grads_gp",
          Reduction.mean(tensor(loss, "gradientPenalty")).times(lambda));
    }
  }

  private static void checkGeneratorLoss(GoldenCase golden, DataType type) {
    try (Setting s = new Setting(golden, type)) {
      double weight = golden.json().at("/config/loss/cond_weight").asDouble();
      LossTerms loss = Losses.generator(new WganGpGeneratorLossConfig(weight)).terms(s.gan);
      Map<Path, Tensor> terms = new LinkedHashMap<>();
      terms.put(golden.file("terms/fake_scores.npy"), tensor(loss, "fakeScore"));
      if (s.shape.labelSize() > 0) {
        terms.put(golden.file("terms/label_penalty_fakes.npy"), tensor(loss, "labelPenalty"));
      }
      checkTerms(s, terms, loss.total());
      checkGradients(s, s.generator, s.gan.generatorSlots(), "G_grads", loss.total());
    }
  }

  private static Tensor tensor(LossTerms loss, String name) {
    return loss.values().get(name).tensor();
  }

  /** The gradient at mixed images of full resolution, from that at the stage's resolution. */
  private static Tensor mixedGradients(Setting s, LossTerms loss) {
    Tensor mixed = s.gan.mixed();
    Tensor gradients = Gradients.of(tensor(loss, "mixedScore"), List.of(mixed)).get(mixed);
    double pixels = s.imageScale * (double) s.imageScale;
    return Resampling.upscale(gradients, s.imageScale).times(1 / pixels);
  }

  private static void checkTerms(Setting s, Map<Path, Tensor> terms, Tensor total) {
    List<Tensor> wanted = new ArrayList<>(terms.values());
    wanted.add(total);
    Map<Tensor, INDArray> results = run(s.graph, s.inputs, wanted);
    terms.forEach(
        (file, tensor) ->
            assertThat(error(results.get(tensor), npy(file), s.floor("terms")))
                .as(file.getFileName().toString())
                .isLessThanOrEqualTo(s.tolerance("terms")));
    double expected = s.golden.json().at("/expected_scalars/loss").asDouble();
    assertThat(Math.abs(results.get(total).getDouble(0) - expected) / Math.abs(expected))
        .as("loss")
        .isLessThanOrEqualTo(s.tolerance("terms"));
  }

  /** The stored images are rounded to float32, so the tolerance is that of single precision. */
  private static void checkImages(Setting s, String file, Tensor images) {
    INDArray actual = run(s.graph, s.inputs, List.of(images)).get(images);
    double tolerance =
        s.type == DataType.DOUBLE
            ? s.golden.json().at("/tolerance/fakes_and_mixed_grads_float64").asDouble()
            : 1e-4;
    assertThat(error(actual, npy(s.golden.file(file)), 0)).as(file).isLessThanOrEqualTo(tolerance);
  }

  private static void checkGradients(
      Setting s, Network network, SlotInputs weights, String folder, Tensor loss) {
    Map<Tensor, Tensor> gradients = Gradients.of(loss, List.copyOf(weights.inputs().values()));
    Map<Tensor, INDArray> values = run(s.graph, s.inputs, gradients.values());
    for (Slot slot : network.slots()) {
      Tensor input = weights.inputs().get(slot);
      Tensor gradient = input == null ? null : gradients.get(input);
      Path file = s.golden.file(folder + "/" + slot.name() + ".npy");
      if (gradient == null) {
        assertThat(npy(file).doubles()).as("unused " + slot.name()).containsOnly(0);
      } else {
        assertThat(error(values.get(gradient), npy(file), s.floor(folder)))
            .as(folder + " " + slot.name())
            .isLessThanOrEqualTo(s.tolerance(folder));
      }
    }
  }
}
