package io.progan.core.layer;

import static io.progan.core.GoldenNetworks.array;
import static io.progan.core.GoldenNetworks.npy;
import static io.progan.core.GoldenNetworks.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.GoldenPrecision;
import io.progan.core.graph.Gradients;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Resampling;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.weight.ScaledWeight;
import io.progan.core.layer.weight.WeightScaling;
import io.progan.core.state.Pass;
import io.progan.core.state.Precision;
import io.progan.core.state.SlotInputs;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.Dtype;
import io.progan.presets.config.Rounding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Rounding, and single layers in half formats with the gradients at their inputs. */
class PrecisionLayerGoldenTest {

  static Stream<GoldenCase> roundings() {
    return GoldenCases.ofKind("precision_rounding");
  }

  static Stream<GoldenCase> layers() {
    return GoldenCases.ofKind("precision_layers");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("roundings")
  void valuesRoundToTheNearest(GoldenCase golden) {
    for (Dtype dtype : List.of(Dtype.FLOAT16, Dtype.BFLOAT16)) {
      double[] expected = npy(golden.file(dtype.jsonName() + ".npy")).doubles();
      INDArray values = array(golden.file("values.npy"), DataType.FLOAT);
      try (Graph graph = new Graph(DataType.FLOAT)) {
        Tensor x = graph.input("x", values.shape());
        Tensor y = Precision.of(dtype, Rounding.FUSED).value(x);
        INDArray rounded = run(graph, Map.of("x", values), List.of(y)).get(y);
        double[] actual = GoldenPrecision.values(rounded);
        for (int i = 0; i < expected.length; i++) {
          double value = values.getDouble(i);
          assertThat(actual[i]).as("%s %s", dtype, value).isEqualTo(Double.valueOf(expected[i]));
          assertThat(dtype.round(value))
              .as("%s %s", dtype, value)
              .isEqualTo(Double.valueOf(expected[i]));
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("layers")
  void layersRoundAsTheReference(GoldenCase golden) {
    TreeSet<String> names = new TreeSet<>();
    golden
        .json()
        .get("files")
        .forEach(f -> names.add(Path.of(f.get("path").asText()).getName(0).toString()));
    assertThat(names).hasSizeGreaterThan(8);
    names.forEach(name -> check(golden, name));
  }

  private static void check(GoldenCase golden, String name) {
    Map<String, INDArray> inputs = new HashMap<>();
    for (String input : List.of("x", "dy")) {
      inputs.put(input, array(golden.file(name + "/" + input + ".npy"), DataType.FLOAT));
    }
    for (String parameter : List.of("weight", "bias")) {
      inputs.put(
          "N/L/" + parameter, array(golden.file("conv/" + parameter + ".npy"), DataType.FLOAT));
    }
    assertThat(Files.exists(golden.file(name + "/y.npy"))).isTrue();
    try (Graph graph = new Graph(DataType.FLOAT)) {
      Precision precision = GoldenPrecision.precision(golden, Rounding.OPERATION);
      Pass pass = Pass.train(new SlotInputs(graph, "N")).in(precision);
      Tensor given = graph.input("x", inputs.get("x").shape());
      Tensor y = output(name, pass, precision.value(given));
      Tensor dy = graph.input("dy", inputs.get("dy").shape());
      Tensor dx = Gradients.of(Reduction.sum(y.times(dy)), List.of(given)).get(given);
      Map<Tensor, INDArray> results = run(graph, inputs, List.of(y, dx));
      compare(golden, name, "y", results.get(y));
      compare(golden, name, "dx", results.get(dx));
    }
  }

  private static void compare(GoldenCase golden, String name, String file, INDArray actual) {
    double[] expected = npy(golden.file(name + "/" + file + ".npy")).doubles();
    double[] values = GoldenPrecision.values(actual);
    GoldenPrecision.check(name + "/" + file, values, expected, golden, name);
    GoldenPrecision.checkFormat(name + "/" + file, values, GoldenPrecision.dtype(golden));
  }

  private static Tensor output(String name, Pass pass, Tensor x) {
    ScaledWeight weight = WeightScaling.EQUALIZED.weight("L", Math.sqrt(2), 54, 3, 3, 6, 5);
    Precision precision = pass.precision();
    return switch (name) {
      case "leaky_relu" -> Activation.LEAKY_RELU.apply(precision, x);
      case "minibatch_stddev_4" -> new MinibatchStddev(4).run(pass, x);
      case "minibatch_stddev_2" -> new MinibatchStddev(2).run(pass, x);
      case "downscale" -> precision.value(Resampling.downscale(x, 2));
      case "conv" -> new Conv("L", weight, Activation.LEAKY_RELU).run(pass, x);
      case "conv_down" -> new DownConv("L", weight, Activation.LEAKY_RELU).run(pass, x);
      default -> Activation.pixelNorm(precision, x, name.endsWith("1e-8") ? 1e-8 : 1e-4);
    };
  }
}
