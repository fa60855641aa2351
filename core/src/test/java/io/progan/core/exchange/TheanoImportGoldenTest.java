package io.progan.core.exchange;

import static io.progan.core.GoldenNetworks.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.core.generate.Generator;
import io.progan.core.generate.GeneratorOptions;
import io.progan.core.generate.Images;
import io.progan.core.generate.Together;
import io.progan.dataset.numpy.NpyArray;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden networks as the Theano implementation would have pickled them. */
class TheanoImportGoldenTest {

  private static final List<String> NORMS =
      List.of(
          "LayerNorm/gain",
          "BatchNorm/beta",
          "BatchNorm/gamma",
          "BatchNorm/mean",
          "BatchNorm/inv_std");

  @TempDir Path folder;

  static Stream<GoldenCase> generators() {
    return GoldenCases.ofKind("theano_g_forward");
  }

  static Stream<GoldenCase> discriminators() {
    return GoldenCases.ofKind("theano_d_forward");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("generators")
  void generatorsMakeTheReferencesImages(GoldenCase golden) throws IOException {
    OriginalNetwork g = TheanoNetwork.convert(pickled(golden, "G"), true);
    OriginalNetwork d = judge(g);
    Path file = folder.resolve("old.npz");
    ImportedNetworks imported =
        ImportedNetworks.of(new OriginalNetworks(Path.of("old.pkl"), g, d, g));
    SnapshotImport.write(imported, RunConfig.defaults(), OptionalDouble.of(1), file);
    NpyArray latents = npy(golden.file("latents.npy"));
    GeneratorOptions options =
        GeneratorOptions.standard().withTogether(Together.of(latents.shape()[0]));
    try (Generator generator = Generator.load(file, options)) {
      Images images = generator.generate(latents.floats(), npy(golden.file("labels.npy")).floats());
      assertClose(golden, images.values(), "images_lod0.npy");
    }
    Path averages = golden.file("images_averages_lod0.npy");
    if (Files.exists(averages)) {
      GeneratorOptions alone = GeneratorOptions.standard().withTogether(Together.AVERAGES);
      try (Generator generator = Generator.load(file, alone)) {
        assertClose(
            golden, generator.generate(latents.floats()).values(), "images_averages_lod0.npy");
      }
    }
  }

  private static void assertClose(GoldenCase golden, float[] images, String file) {
    double tolerance = golden.json().at("/tolerance/float32").asDouble();
    float[] expected = npy(golden.file(file)).floats();
    assertThat(images).containsExactly(expected, within((float) (5 * tolerance)));
  }

  /** A discriminator of the same kind, since a training has one. */
  private static OriginalNetwork judge(OriginalNetwork g) throws ExchangeException {
    Map<String, Object> options = new HashMap<>(g.options());
    Map<String, NpyArray> variables = new LinkedHashMap<>();
    variables.put(OriginalNetwork.LOD, g.variables().get(OriginalNetwork.LOD));
    OptionMapper mapper = new OptionMapper("D", options);
    var network =
        io.progan.core.network.family.Networks.discriminator(
            mapper.discriminator(), mapper.shape());
    network
        .slots()
        .forEach(
            slot -> {
              int[] shape =
                  java.util.Arrays.stream(slot.shape()).mapToInt(Math::toIntExact).toArray();
              variables.put(slot.name(), NpyArray.of(new float[(int) slot.length()], shape));
            });
    return new OriginalNetwork(options, variables);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("discriminators")
  void discriminatorsKeepEveryNumber(GoldenCase golden) throws IOException {
    OriginalNetwork d = TheanoNetwork.convert(pickled(golden, "D"), false);
    boolean equalized = golden.json().at("/config/use_wscale").asBoolean();
    for (JsonNode variable : golden.json().get("variables")) {
      String name = variable.get(0).asText();
      float[] expected = npy(golden.file("D/" + name + ".npy")).floats();
      float[] actual = d.variables().get(name).floats();
      boolean kept = d.variables().containsKey(name + "_scale");
      assertThat(kept).isEqualTo(equalized && name.endsWith("/weight"));
      assertThat(actual).as(name).containsExactly(expected, within(1e-6f));
    }
  }

  private static PickledState pickled(GoldenCase golden, String network) {
    JsonNode config = golden.json().get("config");
    Map<String, Object> spec = new HashMap<>();
    config
        .properties()
        .forEach(
            e -> spec.put(e.getKey(), new ObjectMapper().convertValue(e.getValue(), Object.class)));
    return new PickledState(
        "old.pkl: " + network,
        Map.of(
            "build_func_spec", spec,
            "param_values", values(golden, network),
            "toplevel_params", Map.of("cur_lod", 0.0)));
  }

  private static List<Object> values(GoldenCase golden, String network) {
    Map<String, JsonNode> weights = new LinkedHashMap<>();
    for (JsonNode variable : golden.json().get("variables")) {
      String name = variable.get(0).asText();
      if (name.endsWith("/weight") || name.endsWith("/theta")) {
        weights.put(name, variable);
      }
    }
    List<String> order = new ArrayList<>(weights.keySet());
    List<String> toRgb = order.stream().filter(name -> name.startsWith("ToRGB")).toList();
    order.removeAll(toRgb);
    List<String> finestFirst = new ArrayList<>(toRgb);
    Collections.reverse(finestFirst);
    // The golden cases name them from the coarsest on.
    order.addAll(finestFirst);
    List<Object> values = new ArrayList<>();
    for (String name : order) {
      add(golden, network, weights.get(name), values);
    }
    return values;
  }

  private static void add(
      GoldenCase golden, String network, JsonNode variable, List<Object> values) {
    String name = variable.get(0).asText();
    String layer = name.substring(0, name.lastIndexOf('/') + 1);
    NpyArray weight = npy(golden.file(network + "/" + name + ".npy"));
    if (name.endsWith("/theta")) {
      values.add(weight);
      values.add(npy(golden.file(network + "/" + layer + "log_weight_scale.npy")));
      values.add(npy(golden.file(network + "/" + layer + "bias.npy")));
      return;
    }
    boolean equalized = golden.json().at("/config/use_wscale").asBoolean();
    NpyArray scale = NpyArray.of(new float[] {(float) variable.get(2).asDouble()});
    int out = weight.shape()[weight.shape().length - 1];
    if (name.equals("4x4/Dense1/weight") && out > 1) {
      NpyArray bias = npy(golden.file(network + "/" + layer + "bias.npy"));
      for (int[] columns : new int[][] {{0, 1}, {1, out}}) {
        values.add(columns(weight, columns[0], columns[1]));
        if (equalized) {
          values.add(scale);
        }
        values.add(columns(NpyArray.of(bias.floats(), 1, out), columns[0], columns[1], true));
      }
      return;
    }
    values.add(stored(name, weight));
    if (equalized) {
      values.add(scale);
    }
    for (String norm : NORMS) {
      Path file = golden.file(network + "/" + layer + norm + ".npy");
      if (Files.exists(file)) {
        values.add(npy(file));
      }
    }
    Path bias = golden.file(network + "/" + layer + "bias.npy");
    if (Files.exists(bias)) {
      values.add(npy(bias));
    }
  }

  private static NpyArray columns(NpyArray matrix, int from, int to, boolean... flat) {
    int rows = matrix.shape()[0];
    int width = matrix.shape()[1];
    float[] part = new float[rows * (to - from)];
    for (int i = 0; i < part.length; i++) {
      part[i] = matrix.floats()[i / (to - from) * width + from + i % (to - from)];
    }
    return flat.length > 0 ? NpyArray.of(part, part.length) : NpyArray.of(part, rows, to - from);
  }

  /** As Lasagne has it: true convolutions, {@code [out, in, kh, kw]}, with mirrored kernels. */
  private static NpyArray stored(String name, NpyArray weight) {
    int[] shape = weight.shape();
    float[] from = weight.floats();
    float[] to = new float[from.length];
    if (shape.length == 4 && shape[0] == 3) {
      for (int i = 0; i < to.length; i++) {
        int out = i % shape[3];
        int in = i / shape[3] % shape[2];
        int pixel = i / shape[3] / shape[2];
        to[(out * shape[2] + in) * 9 + 8 - pixel] = from[i];
      }
      return NpyArray.of(to, shape[3], shape[2], 3, 3);
    }
    if (name.equals("4x4/Dense/weight") && shape[1] > 1) {
      for (int i = 0; i < to.length; i++) {
        int column = i % shape[1];
        to[(column / 16 * shape[0] + i / shape[1]) * 16 + column % 16] = from[i];
      }
      return NpyArray.of(to, shape[1] / 16, shape[0], 4, 4);
    }
    if (name.equals("4x4/Dense0/weight")) {
      for (int i = 0; i < to.length; i++) {
        int row = i / shape[1];
        to[(i % shape[1] * (shape[0] / 16) + row / 16) * 16 + 15 - row % 16] = from[i];
      }
      return NpyArray.of(to, shape[1], shape[0] / 16, 4, 4);
    }
    return shape.length == 4 ? NpyArray.of(from, shape[2], shape[3]) : weight;
  }
}
