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
import io.progan.core.layer.Weights;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Network;
import io.progan.core.network.Stage;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.DiscriminatorLossConfig;
import io.progan.presets.config.GeneratorLossConfig;
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
    final Weights generatorWeights;
    final Weights discriminatorWeights;
    final Map<String, INDArray> inputs = new HashMap<>();

    Setting(GoldenCase golden, DataType type) {
      this.golden = golden;
      this.type = type;
      JsonNode config = golden.json().get("config");
      shape = GoldenNetworks.shape(config.get("G"));
      generator = new GeneratorNetwork(GoldenNetworks.generator(config.get("G")), shape);
      discriminator =
          new DiscriminatorNetwork(GoldenNetworks.discriminator(config.get("D")), shape);
      stage = Stage.at(lod(), shape.resolutionLog2());
      imageScale = shape.resolution() / stage.resolution();
      graph = new Graph(type);
      generatorWeights = new Weights(graph, "G", generator.equalized());
      discriminatorWeights = new Weights(graph, "D", discriminator.equalized());
      inputs.putAll(parameters(golden, "G", generator, type));
      inputs.putAll(parameters(golden, "D", discriminator, type));
    }

    double lod() {
      return golden.json().get("lod").asDouble();
    }

    Tensor input(String name) {
      INDArray array = array(golden.file(name + ".npy"), type);
      inputs.put(name, array);
      return graph.input(name, array.shape());
    }

    Tensor labels() {
      return shape.labelSize() == 0 ? null : input("labels");
    }

    Tensor fade() {
      return graph.constant(Stage.fade(lod()));
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
      DiscriminatorLossConfig lossConfig =
          new DiscriminatorLossConfig(
              config.get("wgan_lambda").asDouble(),
              config.get("wgan_epsilon").asDouble(),
              config.get("wgan_target").asDouble(),
              config.get("cond_weight").asDouble());
      Tensor reals = Resampling.downscale(s.input("reals"), s.imageScale);
      Tensor mixing = s.input("mixing");
      Tensor mixingColumn = Shaping.reshape(mixing, mixing.size(0), 1, 1, 1);
      DiscriminatorLoss loss =
          DiscriminatorLoss.of(
              s.generator,
              s.generatorWeights,
              s.discriminator,
              s.discriminatorWeights,
              s.stage,
              s.imageScale,
              lossConfig,
              new DiscriminatorLoss.Inputs(
                  reals, s.input("latents"), s.labels(), mixingColumn, s.fade()));

      Map<Path, Tensor> terms = new LinkedHashMap<>();
      terms.put(golden.file("terms/real_scores.npy"), loss.realScores());
      terms.put(golden.file("terms/fake_scores.npy"), loss.fakeScores());
      terms.put(golden.file("terms/mixed_scores.npy"), loss.mixedScores());
      terms.put(golden.file("terms/mixed_norms.npy"), loss.mixedNorms());
      terms.put(golden.file("terms/gradient_penalty.npy"), loss.gradientPenalty());
      terms.put(golden.file("terms/epsilon_penalty.npy"), loss.driftPenalty());
      if (s.shape.labelSize() > 0) {
        terms.put(golden.file("terms/label_penalty_reals.npy"), loss.realLabelPenalty());
        terms.put(golden.file("terms/label_penalty_fakes.npy"), loss.fakeLabelPenalty());
      }
      checkTerms(s, terms, loss.total());
      checkImages(s, "fakes.npy", Resampling.upscale(loss.fakes(), s.imageScale));
      checkImages(s, "mixed_grads.npy", loss.fullResolutionGradients(s.imageScale));
      checkGradients(s, s.discriminator, s.discriminatorWeights, "D_grads", loss.total());
      double lambda = lossConfig.wganLambda() / Math.pow(lossConfig.wganTarget(), 2);
      checkGradients(
          s,
          s.discriminator,
          s.discriminatorWeights,
          "D_grads_gp",
          Reduction.mean(loss.gradientPenalty()).times(lambda));
    }
  }

  private static void checkGeneratorLoss(GoldenCase golden, DataType type) {
    try (Setting s = new Setting(golden, type)) {
      GeneratorLoss loss =
          GeneratorLoss.of(
              s.generator,
              s.generatorWeights,
              s.discriminator,
              s.discriminatorWeights,
              s.stage,
              new GeneratorLossConfig(golden.json().at("/config/loss/cond_weight").asDouble()),
              new GeneratorLoss.Inputs(s.input("latents"), s.labels(), s.fade()));
      Map<Path, Tensor> terms = new LinkedHashMap<>();
      terms.put(golden.file("terms/fake_scores.npy"), loss.fakeScores());
      if (s.shape.labelSize() > 0) {
        terms.put(golden.file("terms/label_penalty_fakes.npy"), loss.labelPenalty());
      }
      checkTerms(s, terms, loss.total());
      checkGradients(s, s.generator, s.generatorWeights, "G_grads", loss.total());
    }
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
      Setting s, Network network, Weights weights, String folder, Tensor loss) {
    Map<Tensor, Tensor> gradients = Gradients.of(loss, List.copyOf(weights.inputs().values()));
    Map<Tensor, INDArray> values = run(s.graph, s.inputs, gradients.values());
    for (var parameter : network.parameters()) {
      Tensor input = weights.inputs().get(parameter.name());
      Tensor gradient = input == null ? null : gradients.get(input);
      Path file = s.golden.file(folder + "/" + parameter.name() + ".npy");
      if (gradient == null) {
        assertThat(npy(file).doubles()).as("unused " + parameter.name()).containsOnly(0);
      } else {
        assertThat(error(values.get(gradient), npy(file), s.floor(folder)))
            .as(folder + " " + parameter.name())
            .isLessThanOrEqualTo(s.tolerance(folder));
      }
    }
  }
}
