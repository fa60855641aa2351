package io.progan.core.network;

import static io.progan.core.GoldenNetworks.array;
import static io.progan.core.GoldenNetworks.error;
import static io.progan.core.GoldenNetworks.expectations;
import static io.progan.core.GoldenNetworks.floor;
import static io.progan.core.GoldenNetworks.lod;
import static io.progan.core.GoldenNetworks.npy;
import static io.progan.core.GoldenNetworks.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenNetworks;
import io.progan.core.GoldenTheano;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Resampling;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.GeneralizedDropout;
import io.progan.core.network.family.Networks;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import io.progan.core.state.SlotInputs;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.DatasetShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The Theano version's networks against the float64 reference, in both types. */
class TheanoNetworkGoldenTest {

  static Stream<GoldenCase> generators() {
    return GoldenCases.ofKind("theano_g_forward");
  }

  static Stream<GoldenCase> discriminators() {
    return GoldenCases.ofKind("theano_d_forward");
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
    GeneratorNetwork generator = Networks.generator(GoldenTheano.generator(config), shape);
    checkVariables(golden, generator);
    for (Path expected : expectations(golden, "images_")) {
      boolean averages = expected.getFileName().toString().startsWith("images_averages_");
      double lod = lod(expected, averages ? "images_averages_lod" : "images_lod");
      checkImages(golden, generator, type, expected, lod, averages, tolerance);
    }
  }

  private static void checkImages(
      GoldenCase golden,
      GeneratorNetwork generator,
      DataType type,
      Path expected,
      double lod,
      boolean averages,
      double tolerance) {
    Map<String, INDArray> inputs = GoldenTheano.slots(golden, generator, type);
    DatasetShape shape = GoldenNetworks.shape(golden.json().get("config"));
    Stage stage = Stage.at(lod, shape.resolutionLog2());
    inputs.put("latents", array(golden.file("latents.npy"), type));
    try (Graph graph = new Graph(type)) {
      SlotInputs slots = new SlotInputs(graph, "G");
      Pass pass = averages ? Pass.evaluate(slots).withAverages() : Pass.train(slots);
      if (shape.labelSize() > 0) {
        inputs.put("labels", array(golden.file("labels.npy"), type));
        pass = pass.withLabels(graph.input("labels", inputs.get("labels").shape()));
      }
      Tensor latents = graph.input("latents", inputs.get("latents").shape());
      Growth growth = new Growth(stage, graph.constant(Stage.fade(lod)));
      Tensor images =
          Resampling.upscale(
              generator.forward(pass, growth, latents), shape.resolution() / stage.resolution());
      List<Tensor> wanted = new ArrayList<>(slots.updates().values());
      wanted.add(images);
      Map<Tensor, INDArray> results = run(graph, inputs, wanted);
      assertThat(error(results.get(images), npy(expected), floor(golden)))
          .as(expected.getFileName().toString())
          .isLessThanOrEqualTo(tolerance);
      if (lod == 0 && !averages) {
        checkAverages(golden, slots.updates(), results, tolerance);
      }
    }
  }

  /** What one evaluation at full resolution leaves in the averages of batch norm. */
  private static void checkAverages(
      GoldenCase golden,
      Map<Slot, Tensor> updates,
      Map<Tensor, INDArray> results,
      double tolerance) {
    updates.forEach(
        (slot, tensor) -> {
          Path file = golden.file("new_averages/" + slot.name() + ".npy");
          assertThat(error(results.get(tensor), npy(file), floor(golden)))
              .as(slot.name())
              .isLessThanOrEqualTo(tolerance);
        });
    assertThat(updates.isEmpty())
        .isNotEqualTo(golden.json().at("/config/use_batchnorm").asBoolean());
  }

  private static void checkDiscriminator(GoldenCase golden, DataType type, double tolerance) {
    JsonNode config = golden.json().get("config");
    DatasetShape shape = GoldenNetworks.shape(config);
    DiscriminatorNetwork discriminator =
        Networks.discriminator(GoldenTheano.discriminator(config), shape);
    checkVariables(golden, discriminator);
    for (Path expected : expectations(golden, "scores_lod")) {
      double lod = lod(expected, "scores_lod");
      Stage stage = Stage.at(lod, shape.resolutionLog2());
      Map<String, INDArray> inputs = GoldenTheano.slots(golden, discriminator, type);
      inputs.put("images", array(golden.file("images.npy"), type));
      try (Graph graph = new Graph(type)) {
        Tensor images =
            Resampling.downscale(
                graph.input("images", inputs.get("images").shape()),
                shape.resolution() / stage.resolution());
        Pass pass =
            Pass.train(new SlotInputs(graph, "D"))
                .withNoise(
                    (kind, layer, rows, width) -> {
                      String file = "noise/images/" + layer + ".npy";
                      inputs.put(file, array(golden.file(file), type));
                      return graph.input(file, rows, width);
                    });
        Growth growth = new Growth(stage, graph.constant(Stage.fade(lod)));
        Tensor output = discriminator.forward(pass, growth, images);
        List<Tensor> columns = new ArrayList<>(List.of(Shaping.slice(output, 1, 0, 1)));
        if (shape.labelSize() > 0) {
          columns.add(Shaping.slice(output, 1, 1, shape.labelSize()));
        }
        Map<Tensor, INDArray> results = run(graph, inputs, columns);
        for (Tensor column : columns) {
          String name = expected.getFileName().toString();
          Path file =
              column == columns.get(0) ? expected : golden.file(name.replace("scores", "labels"));
          assertThat(error(results.get(column), npy(file), floor(golden)))
              .as(file.getFileName().toString())
              .isLessThanOrEqualTo(tolerance);
        }
      }
    }
  }

  /** Names, shapes and what is trained, in the order of creation. */
  private static void checkVariables(GoldenCase golden, Network network) {
    List<String> expected = new ArrayList<>();
    for (JsonNode variable : golden.json().get("variables")) {
      List<Long> shape = new ArrayList<>();
      variable.get(1).forEach(length -> shape.add(length.asLong()));
      expected.add(variable.get(0).asText() + shape + variable.get(3).asBoolean());
    }
    List<String> actual =
        network.slots().stream()
            .filter(slot -> !slot.equals(GeneralizedDropout.STRENGTH))
            .filter(slot -> !slot.equals(GeneralizedDropout.AVERAGE))
            .map(slot -> slot.toString() + slot.trained())
            .toList();
    assertThat(actual).containsExactlyElementsOf(expected);
    assertThat(network.parameterCount())
        .isEqualTo(golden.json().get("trainable_parameters").asLong());
  }
}
