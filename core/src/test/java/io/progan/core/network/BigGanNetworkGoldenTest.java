package io.progan.core.network;

import static io.progan.core.GoldenNetworks.array;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenBigGan;
import io.progan.core.GoldenNetworks;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.network.family.Networks;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import io.progan.core.state.SlotInputs;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.DatasetShape;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** BigGAN's networks against the float64 reference, in both types. */
class BigGanNetworkGoldenTest {

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"DOUBLE", "FLOAT"})
  void generators(DataType type) {
    for (GoldenCase golden : GoldenCases.ofKind("biggan_g_forward").toList()) {
      new Setting(golden, type).checkGenerator();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"DOUBLE", "FLOAT"})
  void discriminators(DataType type) {
    for (GoldenCase golden : GoldenCases.ofKind("biggan_d_forward").toList()) {
      new Setting(golden, type).checkDiscriminator();
    }
  }

  private record Setting(GoldenCase golden, DataType type) {

    private DatasetShape shape() {
      return GoldenBigGan.shape(config());
    }

    private JsonNode config() {
      return golden.json().get("config");
    }

    void checkGenerator() {
      GeneratorNetwork network = Networks.generator(GoldenBigGan.generator(config()), shape());
      INDArray latents = array(golden.file("latents.npy"), type);
      INDArray labels = GoldenBigGan.labels(golden.file("labels.npy"), shape().labelSize(), type);
      assertThat(network.latentSize()).isEqualTo(golden.json().get("latent_size").asInt());
      Map<String, INDArray> state = GoldenBigGan.slots(golden, network, type);
      try (Graph graph = new Graph(type)) {
        SlotInputs slots = new SlotInputs(graph, "G");
        Tensor images = images(network, Pass.train(slots), state, latents, labels);
        Map<Slot, INDArray> kept = values(slots, state);
        compare(images, state, "images_train", "/images");
        kept.forEach(
            (slot, value) -> {
              INDArray wanted = array(GoldenBigGan.file(golden, "after/", slot), DataType.DOUBLE);
              check(value, wanted, "after/" + slot.name(), "/after");
            });
        assertThat(kept).isNotEmpty();
      }
      evaluated(network, state, latents, labels, "images_eval");
      INDArray mixed = labels.getRow(0).mul(0.25).add(labels.getRow(1).mul(0.75));
      if (Files.exists(golden.file("images_eval_between_classes.npy"))) {
        evaluated(
            network,
            state,
            latents.getRow(0).dup().reshape(1, latents.size(1)),
            mixed.reshape(1, labels.size(1)),
            "images_eval_between_classes");
      }
      if (Files.exists(golden.file("images_standing.npy"))) {
        checkStanding(network, state, latents, labels);
      }
    }

    private void evaluated(
        GeneratorNetwork network,
        Map<String, INDArray> state,
        INDArray latents,
        INDArray labels,
        String file) {
      try (Graph graph = new Graph(type)) {
        SlotInputs slots = new SlotInputs(graph, "G");
        Pass pass = Pass.evaluate(slots).withAverages();
        compare(images(network, pass, state, latents, labels), state, file, "/images");
        assertThat(slots.updates()).isEmpty();
      }
    }

    /** Statistics that begin at zero, of the latents in order and in reverse. */
    private void checkStanding(
        GeneratorNetwork network, Map<String, INDArray> state, INDArray latents, INDArray labels) {
      for (Slot slot : network.slots()) {
        if (slot.name().contains(".stored_")) {
          state.get("G/" + slot.name()).assign(0);
        }
      }
      try (Graph graph = new Graph(type)) {
        SlotInputs slots = new SlotInputs(graph, "G");
        images(network, Pass.train(slots).withStandingStatistics(2), state, latents, labels);
        Tensor z = reversed(graph, latents.size(0), "latents", latents.size(1));
        Pass second = Pass.train(slots).withStandingStatistics(2).withLabels(labelInput(graph));
        network.forward(second, growth(network), z);
        values(slots, state).forEach((slot, value) -> state.get("G/" + slot.name()).assign(value));
      }
      evaluated(network, state, latents, labels, "images_standing");
    }

    private static Tensor labelInput(Graph graph) {
      return given(graph, "labels");
    }

    private static Tensor given(Graph graph, String name) {
      return graph.operations().stream()
          .flatMap(operation -> operation.inputs().stream())
          .filter(tensor -> tensor.name().equals(name))
          .findFirst()
          .orElseThrow();
    }

    private static Tensor reversed(Graph graph, long rows, String name, long size) {
      Tensor input = given(graph, name);
      Tensor all = Shaping.slice(input, 0, rows - 1, 1);
      for (long row = rows - 2; row >= 0; row--) {
        all = Shaping.concat(0, all, Shaping.slice(input, 0, row, 1));
      }
      assertThat(all.size(1)).isEqualTo(size);
      return all;
    }

    private static Growth growth(Network network) {
      return new Growth(network.stages().get(0), null);
    }

    private Tensor images(
        GeneratorNetwork network,
        Pass pass,
        Map<String, INDArray> state,
        INDArray latents,
        INDArray labels) {
      Graph graph = pass.graph();
      state.put("latents", latents);
      state.put("labels", labels);
      return network.forward(
          pass.withLabels(graph.input("labels", labels.shape())),
          growth(network),
          graph.input("latents", latents.shape()));
    }

    private static Map<Slot, INDArray> values(SlotInputs slots, Map<String, INDArray> state) {
      List<Slot> kept = new ArrayList<>(slots.updates().keySet());
      List<Tensor> wanted = kept.stream().map(slots.updates()::get).toList();
      Map<Tensor, INDArray> results = GoldenNetworks.run(slots.graph(), state, wanted);
      Map<Slot, INDArray> values = new LinkedHashMap<>();
      kept.forEach(slot -> values.put(slot, results.get(slots.updates().get(slot))));
      return values;
    }

    void checkDiscriminator() {
      DiscriminatorNetwork network =
          Networks.discriminator(GoldenBigGan.discriminator(config(), 1), shape());
      Map<String, INDArray> state = GoldenBigGan.slots(golden, network, type);
      state.put("images", array(golden.file("images.npy"), type));
      state.put(
          "labels", GoldenBigGan.labels(golden.file("labels.npy"), shape().labelSize(), type));
      for (String mode : List.of("train", "eval")) {
        try (Graph graph = new Graph(type)) {
          SlotInputs slots = new SlotInputs(graph, "D");
          Pass pass = mode.equals("train") ? Pass.train(slots) : Pass.evaluate(slots);
          Tensor scores =
              network.forward(
                  pass.withLabels(graph.input("labels", state.get("labels").shape())),
                  growth(network),
                  graph.input("images", state.get("images").shape()));
          compare(scores, state, "scores_" + mode, "/scores");
          values(slots, state)
              .forEach(
                  (slot, value) ->
                      check(
                          value,
                          array(golden.file("after/" + slot.name() + ".npy"), DataType.DOUBLE),
                          slot.name(),
                          "/after"));
          assertThat(slots.updates().isEmpty()).isNotEqualTo(mode.equals("train"));
        }
      }
    }

    private void compare(Tensor tensor, Map<String, INDArray> state, String file, String bound) {
      INDArray actual = GoldenNetworks.run(tensor.graph(), state, List.of(tensor)).get(tensor);
      INDArray wanted = array(golden.file(file + ".npy"), DataType.DOUBLE);
      check(actual, wanted.reshape(actual.shape()), file, bound);
    }

    private void check(INDArray actual, INDArray wanted, String what, String bound) {
      assertThat(GoldenBigGan.error(actual, wanted, GoldenBigGan.floor(golden, bound)))
          .as(golden.name() + " " + what)
          .isLessThanOrEqualTo(GoldenBigGan.tolerance(golden, bound, type));
    }
  }
}
