package io.progan.core.layer;

import static io.progan.core.GoldenNetworks.array;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenBigGan;
import io.progan.core.GoldenLayers;
import io.progan.core.GoldenNetworks;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.attention.SelfAttention;
import io.progan.core.layer.norm.BatchNormSettings;
import io.progan.core.layer.norm.ConditionalBatchNorm;
import io.progan.core.layer.weight.PlainWeight;
import io.progan.core.layer.weight.SpectralWeight;
import io.progan.core.layer.weight.Weight;
import io.progan.core.state.Initializer;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import io.progan.core.state.SlotInputs;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** BigGAN's layers against the float64 reference, in both types. */
class BigGanLayerGoldenTest {

  private static SpectralWeight.Settings settings(double epsilon) {
    return new SpectralWeight.Settings(1, 1, epsilon);
  }

  private static Weight linear(String name, double epsilon, long... shape) {
    return SpectralWeight.of(
        name, Slot.trained(name + ".weight", Initializer.ZEROS, shape), settings(epsilon));
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"DOUBLE", "FLOAT"})
  void attention(DataType type) {
    for (GoldenCase golden : cases("self_attention")) {
      double epsilon = golden.json().at("/config/SN_eps").asDouble();
      SelfAttention layer =
          new SelfAttention(
              "a",
              golden.json().at("/config/channels").asLong(),
              (name, shape) -> linear(name, epsilon, shape));
      var names = new GoldenLayers.Names("weights/", "out.npy", "grads/", "after/", "");
      new GoldenLayers(golden, "", type).check(List.of(layer), "x", 0, true, names, layer::forward);
      names = new GoldenLayers.Names("weights/", "out_eval.npy", "", "", "");
      new GoldenLayers(golden, "", type)
          .check(List.of(layer), "x", 0, false, names, layer::forward);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"DOUBLE", "FLOAT"})
  void conditionalBatchNorm(DataType type) {
    for (GoldenCase golden : cases("conditional_batch_norm")) {
      for (JsonNode test : golden.json().get("tests")) {
        String folder = test.get("name").asText() + "/";
        INDArray gain = array(golden.file(folder + "bn.gain.weight.npy"), type);
        boolean shared = test.get("shared").asBoolean();
        int classes = (int) (shared ? gain.size(1) : gain.size(0));
        ConditionalBatchNorm layer =
            new ConditionalBatchNorm(
                "bn",
                map("bn.gain", shared, test, gain),
                map("bn.bias", shared, test, gain),
                new BatchNormSettings(test.get("eps").asDouble(), !test.get("mybn").asBoolean()));
        for (String mode : List.of("train", "eval")) {
          var names =
              new GoldenLayers.Names("", mode + "/out.npy", mode + "/grad/", mode + "/after/", "");
          new GoldenLayers(golden, folder, type)
              .check(List.of(layer), "x0", classes, mode.equals("train"), names, layer::forward);
        }
      }
    }
  }

  private static Weight map(String name, boolean shared, JsonNode test, INDArray like) {
    if (shared) {
      return linear(name, test.get("sn_eps").asDouble(), like.size(1), like.size(0));
    }
    return new PlainWeight(Slot.trained(name + ".weight", Initializer.ZEROS, like.shape()), true);
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"DOUBLE", "FLOAT"})
  void spectralNorm(DataType type) {
    for (GoldenCase golden : cases("spectral_norm")) {
      for (JsonNode test : golden.json().get("tests")) {
        checkSpectralNorm(golden, test, type);
      }
    }
  }

  private static void checkSpectralNorm(GoldenCase golden, JsonNode test, DataType type) {
    String folder = test.get("name").asText() + "/";
    INDArray theirs = array(golden.file(folder + "weight.npy"), type);
    boolean embedding = test.get("type").asText().equals("embedding");
    INDArray ours = ours(theirs, embedding);
    Slot slot = Slot.trained("w.weight", Initializer.ZEROS, ours.shape());
    SpectralWeight.Settings settings =
        new SpectralWeight.Settings(
            test.get("num_svs").asInt(), test.get("num_itrs").asInt(), test.get("eps").asDouble());
    SpectralWeight weight =
        embedding
            ? SpectralWeight.ofEmbedding("w", slot, settings)
            : SpectralWeight.of("w", slot, settings);
    Map<String, INDArray> inputs = new HashMap<>();
    inputs.put("N/w.weight", ours);
    for (int i = 0; i < settings.singularValues(); i++) {
      inputs.put("N/w.u" + i, array(golden.file(folder + "u" + i + ".npy"), type));
    }
    inputs.put("upstream", ours(array(golden.file(folder + "upstream.npy"), type), embedding));
    boolean trains = test.get("train").asBoolean();
    try (Graph graph = new Graph(type)) {
      SlotInputs slots = new SlotInputs(graph, "N");
      Tensor used = null;
      for (int pass = 0; pass < test.get("passes").asInt(); pass++) {
        used = weight.of(trains ? Pass.train(slots) : Pass.evaluate(slots));
      }
      Tensor upstream = graph.input("upstream", ours.shape());
      Tensor gradient = GoldenBigGan.gradients(used.times(upstream), slots).get(slot);
      compare(golden, folder + "normalized", inputs, used, embedding);
      compare(golden, folder + "weight_grad", inputs, gradient, embedding);
      assertThat(slots.updates().isEmpty()).isNotEqualTo(trains);
      for (int i = 0; trains && i < settings.singularValues(); i++) {
        compare(
            golden,
            folder + "new_u" + i,
            inputs,
            slots.updates().get(weight.vectors().get(i)),
            true);
        compare(
            golden,
            folder + "new_sv" + i,
            inputs,
            slots.updates().get(weight.values().get(i)),
            true);
      }
    }
  }

  private static INDArray ours(INDArray theirs, boolean same) {
    if (same || theirs.rank() == 1) {
      return theirs;
    }
    INDArray moved = theirs.rank() == 4 ? theirs.permute(2, 3, 1, 0) : theirs.permute(1, 0);
    return moved.dup('c');
  }

  private static void compare(
      GoldenCase golden, String file, Map<String, INDArray> inputs, Tensor tensor, boolean same) {
    DataType type = tensor.dataType();
    INDArray actual = GoldenNetworks.run(tensor.graph(), inputs, List.of(tensor)).get(tensor);
    INDArray wanted = ours(array(golden.file(file + ".npy"), DataType.DOUBLE), same);
    assertThat(GoldenBigGan.error(actual, wanted, GoldenBigGan.floor(golden, "")))
        .as(file)
        .isLessThanOrEqualTo(GoldenBigGan.tolerance(golden, "", type));
  }

  private static List<GoldenCase> cases(String kind) {
    Stream<GoldenCase> cases = GoldenCases.ofKind(kind);
    return cases.toList();
  }
}
