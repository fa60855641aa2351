package io.progan.core.loss;

import static io.progan.core.GoldenNetworks.array;
import static io.progan.core.GoldenNetworks.error;
import static io.progan.core.GoldenNetworks.npy;
import static io.progan.core.GoldenNetworks.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenNetworks;
import io.progan.core.GoldenTheano;
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
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Both losses of the Theano version, from one evaluation, against the float64 reference. */
class TheanoLossGoldenTest {

  static Stream<GoldenCase> losses() {
    return GoldenCases.ofKind("theano_loss");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("losses")
  void inDouble(GoldenCase golden) {
    try (Setting setting = new Setting(golden, DataType.DOUBLE)) {
      setting.check();
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("losses")
  void inFloat(GoldenCase golden) {
    try (Setting setting = new Setting(golden, DataType.FLOAT)) {
      setting.check();
    }
  }

  private static final class Setting implements AutoCloseable {
    private static final Map<String, String> FILES =
        Map.of(GanGraph.LABELS, "real_labels", GanGraph.FAKE_LABELS, "fake_labels");

    private final GoldenCase golden;
    private final DataType type;
    private final JsonNode config;
    private final DatasetShape shape;
    private final GeneratorNetwork generator;
    private final DiscriminatorNetwork discriminator;
    private final int imageScale;
    private final Graph graph;
    private final GanGraph gan;
    private final Map<String, INDArray> inputs = new HashMap<>();

    Setting(GoldenCase golden, DataType type) {
      this.golden = golden;
      this.type = type;
      config = golden.json().get("config");
      shape = GoldenNetworks.shape(config.get("G"));
      generator = Networks.generator(GoldenTheano.generator(config.get("G")), shape);
      discriminator = Networks.discriminator(GoldenTheano.discriminator(config.get("D")), shape);
      double lod = golden.json().get("lod").asDouble();
      Stage stage = Stage.at(lod, shape.resolutionLog2());
      imageScale = shape.resolution() / stage.resolution();
      graph = new Graph(type);
      gan =
          new GanGraph(
              graph,
              generator,
              discriminator,
              new Growth(stage, graph.constant(Stage.fade(lod))),
              imageScale,
              golden.json().get("minibatch").asInt(),
              true,
              false,
              this::input);
      inputs.putAll(GoldenTheano.slots(golden, generator, type));
      inputs.putAll(GoldenTheano.slots(golden, discriminator, type));
    }

    private Tensor input(String name, long... wanted) {
      INDArray array = array(golden.file(FILES.getOrDefault(name, name) + ".npy"), type);
      inputs.put(name, array);
      Tensor input = graph.input(name, array.shape());
      return name.equals(GanGraph.REALS)
          ? Resampling.downscale(input, imageScale)
          : Shaping.reshape(input, wanted);
    }

    void check() {
      LossTerms d =
          Losses.discriminator(GoldenTheano.discriminatorLoss(config.get("loss"))).terms(gan);
      LossTerms g = Losses.generator(GoldenTheano.generatorLoss(config.get("loss"))).terms(gan);
      checkTerms(d);
      checkScalar("D_loss", d.total());
      checkScalar("G_loss", g.total());
      checkImages("fakes.npy", Resampling.upscale(gan.fakes(), imageScale));
      checkGradients(discriminator, gan.discriminatorSlots(), "D_grads", d.total());
      checkGradients(generator, gan.generatorSlots(), "G_grads", g.total());
      if (d.values().containsKey("gradientPenalty")) {
        checkPenalty(d);
      }
    }

    private void checkPenalty(LossTerms d) {
      LossTerms.Value penalty = d.values().get("gradientPenalty");
      Tensor weighted = Reduction.mean(penalty.tensor()).times(penalty.factor());
      checkScalar("gradient_penalty_weighted", weighted);
      checkGradients(discriminator, gan.discriminatorSlots(), "D_grads_gp", weighted);
      Tensor mixed = gan.mixed();
      Tensor score = d.values().get("mixedScore").tensor();
      double pixels = imageScale * (double) imageScale;
      Tensor gradient = Gradients.of(score, List.of(mixed)).get(mixed);
      checkImages("mixed_grads.npy", Resampling.upscale(gradient, imageScale).times(1 / pixels));
    }

    private void checkTerms(LossTerms d) {
      Map<String, String> files = new LinkedHashMap<>();
      files.put("realScore", "real_scores");
      files.put("fakeScore", "fake_scores");
      files.put("mixedScore", "mixed_scores");
      files.put("gradientNorm", "mixed_norms");
      files.put("realLabelPenalty", "label_penalty_reals");
      files.put("fakeLabelPenalty", "label_penalty_fakes");
      files.keySet().retainAll(d.values().keySet());
      files.keySet().removeIf(name -> d.values().get(name).tensor() == null);
      assertThat(files).containsKeys("realScore", "fakeScore");
      List<Tensor> wanted =
          files.keySet().stream().map(name -> d.values().get(name).tensor()).toList();
      Map<Tensor, INDArray> results = run(graph, inputs, wanted);
      files.forEach(
          (name, file) -> {
            INDArray actual = results.get(d.values().get(name).tensor());
            Path stored = golden.file("terms/" + file + ".npy");
            assertThat(error(actual, npy(stored), floor("terms")))
                .as(file)
                .isLessThanOrEqualTo(tolerance("terms"));
          });
    }

    private void checkScalar(String name, Tensor tensor) {
      double expected = golden.json().at("/expected_scalars/" + name).asDouble();
      double actual = run(graph, inputs, List.of(tensor)).get(tensor).getDouble(0);
      double magnitude = Math.max(Math.abs(expected), 0.1);
      assertThat(actual).as(name).isCloseTo(expected, within(tolerance("terms") * magnitude));
    }

    private void checkImages(String file, Tensor images) {
      INDArray actual = run(graph, inputs, List.of(images)).get(images);
      double tolerance =
          type == DataType.DOUBLE
              ? golden.json().at("/tolerance/fakes_and_mixed_grads_float64").asDouble()
              : 1e-4;
      assertThat(error(actual, npy(golden.file(file)), 0)).as(file).isLessThanOrEqualTo(tolerance);
    }

    private void checkGradients(Network network, SlotInputs slots, String folder, Tensor loss) {
      List<Tensor> trained =
          slots.inputs().entrySet().stream()
              .filter(entry -> entry.getKey().trained())
              .map(Map.Entry::getValue)
              .toList();
      Map<Tensor, Tensor> gradients = Gradients.of(loss, trained);
      Map<Tensor, INDArray> values = run(graph, inputs, gradients.values());
      for (Slot slot : network.slots().stream().filter(Slot::trained).toList()) {
        Tensor input = slots.inputs().get(slot);
        Tensor gradient = input == null ? null : gradients.get(input);
        Path file = golden.file(folder + "/" + slot.name() + ".npy");
        if (gradient == null) {
          assertThat(npy(file).doubles()).as("unused " + slot.name()).containsOnly(0);
        } else {
          assertThat(error(values.get(gradient), npy(file), floor(folder)))
              .as(folder + " " + slot.name())
              .isLessThanOrEqualTo(tolerance(folder));
        }
      }
    }

    private double tolerance(String group) {
      String precision = type == DataType.DOUBLE ? "float64" : "float32";
      return golden.json().at("/tolerance/" + group + "/" + precision).asDouble();
    }

    private double floor(String group) {
      return golden.json().at("/tolerance/" + group + "/floor").asDouble();
    }

    @Override
    public void close() {
      graph.close();
    }
  }
}
