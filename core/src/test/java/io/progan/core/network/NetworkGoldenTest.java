package io.progan.core.network;

import static io.progan.core.GoldenNetworks.array;
import static io.progan.core.GoldenNetworks.error;
import static io.progan.core.GoldenNetworks.expectations;
import static io.progan.core.GoldenNetworks.floor;
import static io.progan.core.GoldenNetworks.lod;
import static io.progan.core.GoldenNetworks.npy;
import static io.progan.core.GoldenNetworks.parameters;
import static io.progan.core.GoldenNetworks.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenNetworks;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Resampling;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Layer;
import io.progan.core.layer.weight.ScaledWeight;
import io.progan.core.network.family.Networks;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import io.progan.core.state.SlotInputs;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.DatasetShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Both networks against the float64 reference, in double and in single precision. */
class NetworkGoldenTest {

  static Stream<GoldenCase> generators() {
    return GoldenCases.ofKind("g_forward");
  }

  static Stream<GoldenCase> discriminators() {
    return GoldenCases.ofKind("d_forward");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("generators")
  void generatorInDouble(GoldenCase golden) {
    checkGenerator(golden, DataType.DOUBLE, golden.json().at("/tolerance/float64").asDouble());
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("generators")
  void generatorInFloat(GoldenCase golden) {
    checkGenerator(golden, DataType.FLOAT, golden.json().at("/tolerance/float32").asDouble());
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("discriminators")
  void discriminatorInDouble(GoldenCase golden) {
    checkDiscriminator(golden, DataType.DOUBLE, golden.json().at("/tolerance/float64").asDouble());
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("discriminators")
  void discriminatorInFloat(GoldenCase golden) {
    checkDiscriminator(golden, DataType.FLOAT, golden.json().at("/tolerance/float32").asDouble());
  }

  private static void checkGenerator(GoldenCase golden, DataType type, double tolerance) {
    JsonNode config = golden.json().get("config");
    DatasetShape shape = GoldenNetworks.shape(config);
    GeneratorNetwork generator = Networks.generator(GoldenNetworks.generator(config), shape);
    checkVariables(golden, generator);
    Map<String, INDArray> inputs = parameters(golden, "G", generator, type);
    inputs.put("latents", array(golden.file("latents.npy"), type));
    if (shape.labelSize() > 0) {
      inputs.put("labels", array(golden.file("labels.npy"), type));
    }
    for (Path expected : expectations(golden, "images_lod")) {
      double lod = lod(expected, "images_lod");
      Stage stage = Stage.at(lod, shape.resolutionLog2());
      try (Graph graph = new Graph(type)) {
        Tensor latents = graph.input("latents", inputs.get("latents").shape());
        Pass pass = Pass.evaluate(new SlotInputs(graph, "G"));
        if (shape.labelSize() > 0) {
          pass = pass.withLabels(graph.input("labels", inputs.get("labels").shape()));
        }
        Growth growth = new Growth(stage, graph.constant(Stage.fade(lod)));
        Tensor images =
            Resampling.upscale(
                generator.forward(pass, growth, latents), shape.resolution() / stage.resolution());
        INDArray actual = run(graph, inputs, List.of(images)).get(images);
        assertThat(error(actual, npy(expected), floor(golden)))
            .as(expected.getFileName().toString())
            .isLessThanOrEqualTo(tolerance);
      }
    }
  }

  private static void checkDiscriminator(GoldenCase golden, DataType type, double tolerance) {
    JsonNode config = golden.json().get("config");
    DatasetShape shape = GoldenNetworks.shape(config);
    DiscriminatorNetwork discriminator =
        Networks.discriminator(GoldenNetworks.discriminator(config), shape);
    checkVariables(golden, discriminator);
    Map<String, INDArray> inputs = parameters(golden, "D", discriminator, type);
    inputs.put("images", array(golden.file("images.npy"), type));
    for (Path expected : expectations(golden, "scores_lod")) {
      double lod = lod(expected, "scores_lod");
      Stage stage = Stage.at(lod, shape.resolutionLog2());
      try (Graph graph = new Graph(type)) {
        Tensor images =
            Resampling.downscale(
                graph.input("images", inputs.get("images").shape()),
                shape.resolution() / stage.resolution());
        Tensor output =
            discriminator.forward(
                Pass.evaluate(new SlotInputs(graph, "D")),
                new Growth(stage, graph.constant(Stage.fade(lod))),
                images);
        INDArray actual = run(graph, inputs, List.of(output)).get(output);
        assertOutput(golden, expected, actual, tolerance);
      }
    }
  }

  /**
   * Scores are the first column; label logits, where a case has them, lie in a file of their own.
   */
  private static void assertOutput(
      GoldenCase golden, Path scores, INDArray actual, double tolerance) {
    double[][] rows = actual.toDoubleMatrix();
    double[] expectedScores = npy(scores).doubles();
    Path labels = golden.file(scores.getFileName().toString().replace("scores_lod", "labels_lod"));
    double[] expectedLogits = Files.exists(labels) ? npy(labels).doubles() : new double[0];
    assertThat(rows[0].length).isEqualTo(1 + expectedLogits.length / rows.length);
    List<double[]> pairs = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      pairs.add(new double[] {rows[i][0], expectedScores[i]});
      for (int j = 1; j < rows[i].length; j++) {
        pairs.add(new double[] {rows[i][j], expectedLogits[i * (rows[i].length - 1) + j - 1]});
      }
    }
    double magnitude =
        Math.max(floor(golden), pairs.stream().mapToDouble(p -> Math.abs(p[1])).max().orElse(0));
    double difference = pairs.stream().mapToDouble(p -> Math.abs(p[0] - p[1])).max().orElse(0);
    assertThat(difference / magnitude)
        .as(scores.getFileName().toString())
        .isLessThanOrEqualTo(tolerance);
  }

  private static void checkVariables(GoldenCase golden, Network network) {
    List<String> expected = new ArrayList<>();
    golden.json().path("variables").forEach(v -> expected.add(v.get(0).asText() + v.get(1)));
    List<String> actual =
        network.slots().stream().map(Slot::toString).map(s -> s.replace(" ", "")).toList();
    assertThat(actual).isEqualTo(expected);
    Map<String, Double> deviations = new HashMap<>();
    for (Layer layer : network.layers()) {
      layer
          .weight()
          .map(ScaledWeight.class::cast)
          .ifPresent(w -> deviations.put(w.slot().toString(), w.standardDeviation()));
    }
    for (int i = 0; i < expected.size(); i++) {
      JsonNode scale = golden.json().path("variables").get(i).get(2);
      if (!scale.isNull()) {
        assertThat(deviations.get(network.slots().get(i).toString())).isEqualTo(scale.asDouble());
      }
    }
  }
}
