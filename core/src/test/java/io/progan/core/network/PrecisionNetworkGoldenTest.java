package io.progan.core.network;

import static io.progan.core.GoldenNetworks.array;
import static io.progan.core.GoldenNetworks.expectations;
import static io.progan.core.GoldenNetworks.lod;
import static io.progan.core.GoldenNetworks.npy;
import static io.progan.core.GoldenNetworks.parameters;
import static io.progan.core.GoldenNetworks.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenNetworks;
import io.progan.core.GoldenPrecision;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Resampling;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.network.family.Networks;
import io.progan.core.state.Pass;
import io.progan.core.state.SlotInputs;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.Rounding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Both networks in half formats under both ways of rounding. */
class PrecisionNetworkGoldenTest {

  static Stream<GoldenCase> generators() {
    return GoldenCases.ofKind("precision_g_forward");
  }

  static Stream<GoldenCase> discriminators() {
    return GoldenCases.ofKind("precision_d_forward");
  }

  /** Adds the network to a graph. */
  private interface Body {
    Tensor output(Graph graph, Growth growth);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("generators")
  void generator(GoldenCase golden) {
    JsonNode config = golden.json().get("config");
    DatasetShape shape = GoldenNetworks.shape(config);
    for (Rounding rounding : roundings(golden)) {
      GeneratorNetwork network =
          Networks.generator(GoldenPrecision.generator(golden, config, rounding), shape);
      Map<String, INDArray> inputs = parameters(golden, "G", network, DataType.FLOAT);
      for (String input : List.of("latents", "labels")) {
        if (input.equals("latents") || shape.labelSize() > 0) {
          inputs.put(input, array(golden.file(input + ".npy"), DataType.FLOAT));
        }
      }
      check(
          golden,
          rounding.jsonName() + "/images_lod",
          inputs,
          (graph, growth) -> {
            Pass pass = Pass.evaluate(new SlotInputs(graph, "G"));
            if (shape.labelSize() > 0) {
              pass = pass.withLabels(graph.input("labels", inputs.get("labels").shape()));
            }
            Tensor latents = graph.input("latents", inputs.get("latents").shape());
            Tensor images = network.forward(pass, growth, latents);
            return Resampling.upscale(images, shape.resolution() / growth.stage().resolution());
          });
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("discriminators")
  void discriminator(GoldenCase golden) {
    JsonNode config = golden.json().get("config");
    DatasetShape shape = GoldenNetworks.shape(config);
    for (Rounding rounding : roundings(golden)) {
      DiscriminatorNetwork network =
          Networks.discriminator(GoldenPrecision.discriminator(golden, config, rounding), shape);
      Map<String, INDArray> inputs = parameters(golden, "D", network, DataType.FLOAT);
      inputs.put("images", array(golden.file("images.npy"), DataType.FLOAT));
      check(
          golden,
          rounding.jsonName() + "/scores_lod",
          inputs,
          (graph, growth) -> {
            Pass pass = Pass.evaluate(new SlotInputs(graph, "D"));
            // The reference has the whole images enter the network.
            Tensor images =
                network.precision().value(graph.input("images", inputs.get("images").shape()));
            int factor = shape.resolution() / growth.stage().resolution();
            Tensor small = Resampling.downscale(images, factor);
            return Shaping.slice(network.forward(pass, growth, small), 1, 0, 1);
          });
    }
  }

  /** bfloat16 cases may have one way of rounding only. */
  private static List<Rounding> roundings(GoldenCase golden) {
    return Stream.of(Rounding.values())
        .filter(rounding -> Files.isDirectory(golden.file(rounding.jsonName())))
        .toList();
  }

  private static void check(
      GoldenCase golden, String prefix, Map<String, INDArray> inputs, Body body) {
    DatasetShape shape = GoldenNetworks.shape(golden.json().get("config"));
    for (Path expected : expectations(golden, prefix)) {
      String group = prefix.substring(0, prefix.indexOf('/') + 1);
      double lod = lod(expected, prefix.substring(group.length()));
      Stage stage = Stage.at(lod, shape.resolutionLog2());
      try (Graph graph = new Graph(DataType.FLOAT)) {
        Tensor fade = graph.constant(Stage.fade(lod));
        Tensor output = body.output(graph, new Growth(stage, fade));
        double[] actual = GoldenPrecision.values(run(graph, inputs, List.of(output)).get(output));
        String name = expected.getFileName().toString().replace(".npy", "");
        String bounds = group + name.substring(name.indexOf("lod"));
        GoldenPrecision.check(prefix + name, actual, npy(expected).doubles(), golden, bounds);
        GoldenPrecision.checkFormat(prefix + name, actual, GoldenPrecision.dtype(golden));
      }
    }
  }
}
