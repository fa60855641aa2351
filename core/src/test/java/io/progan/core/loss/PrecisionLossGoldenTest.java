package io.progan.core.loss;

import static io.progan.core.GoldenNetworks.npy;
import static io.progan.core.GoldenNetworks.parameters;
import static io.progan.core.GoldenNetworks.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenNetworks;
import io.progan.core.GoldenPrecision;
import io.progan.core.graph.Gradients;
import io.progan.core.graph.Graph;
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
import io.progan.presets.config.Rounding;
import io.progan.presets.config.RunConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Losses in half formats, and their gradients at several loss scales. */
class PrecisionLossGoldenTest {

  private static final Map<String, String> TERMS =
      Map.of(
          "realScore", "real_scores",
          "fakeScore", "fake_scores",
          "mixedScore", "mixed_scores",
          "gradientNorm", "mixed_norms",
          "gradientPenalty", "gradient_penalty",
          "driftPenalty", "epsilon_penalty",
          "realLabelPenalty", "label_penalty_reals",
          "fakeLabelPenalty", "label_penalty_fakes");

  static Stream<GoldenCase> discriminatorLosses() {
    return GoldenCases.ofKind("precision_d_loss");
  }

  static Stream<GoldenCase> generatorLosses() {
    return GoldenCases.ofKind("precision_g_loss");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("discriminatorLosses")
  void discriminator(GoldenCase golden) {
    Loss loss = Losses.discriminator(RunConfig.defaults().discriminatorLoss());
    check(golden, loss, true);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("generatorLosses")
  void generator(GoldenCase golden) {
    check(golden, Losses.generator(RunConfig.defaults().generatorLoss()), false);
  }

  private static void check(GoldenCase golden, Loss loss, boolean ofDiscriminator) {
    int scales = 0;
    for (JsonNode log2 : golden.json().get("log2_scales")) {
      new Run(golden, log2.asDouble()).check(loss, ofDiscriminator);
      scales++;
    }
    assertThat(scales).isPositive();
  }

  /** A case at one loss scale. */
  private static final class Run {
    private final GoldenCase golden;
    private final double log2;
    private final String name;
    private final Map<String, INDArray> inputs = new HashMap<>();
    private final Graph graph = new Graph(DataType.FLOAT);

    Run(GoldenCase golden, double log2) {
      this.golden = golden;
      this.log2 = log2;
      this.name = "log2_" + (log2 == Math.rint(log2) ? (Object) (long) log2 : log2);
    }

    private Tensor input(String input, long... shape) {
      INDArray array = GoldenNetworks.array(golden.file(input + ".npy"), DataType.FLOAT);
      inputs.put(input, array);
      return Shaping.reshape(graph.input(input, array.shape()), shape);
    }

    void check(Loss loss, boolean ofDiscriminator) {
      JsonNode config = golden.json().get("config");
      Rounding rounding = Rounding.of(golden.json().get("policy").asText());
      DatasetShape shape = GoldenNetworks.shape(config.get("G"));
      GeneratorNetwork generator =
          Networks.generator(GoldenPrecision.generator(golden, config.get("G"), rounding), shape);
      DiscriminatorNetwork discriminator =
          Networks.discriminator(
              GoldenPrecision.discriminator(golden, config.get("D"), rounding), shape);
      double lod = golden.json().get("lod").asDouble();
      Stage stage = Stage.at(lod, shape.resolutionLog2());
      inputs.putAll(parameters(golden, "G", generator, DataType.FLOAT));
      inputs.putAll(parameters(golden, "D", discriminator, DataType.FLOAT));
      inputs.put("scale", Nd4j.scalar(DataType.FLOAT, Math.pow(2, log2)));
      try (graph) {
        GanGraph gan =
            new GanGraph(
                graph,
                generator,
                discriminator,
                new Growth(stage, graph.constant(Stage.fade(lod))),
                shape.resolution() / stage.resolution(),
                golden.json().get("minibatch").asInt(),
                false,
                false,
                this::input);
        LossTerms terms = loss.terms(gan, Optional.of(graph.input("scale")));
        SlotInputs slots = ofDiscriminator ? gan.discriminatorSlots() : gan.generatorSlots();
        checkGradients(
            ofDiscriminator ? discriminator : generator,
            slots,
            terms,
            ofDiscriminator ? "D_grads" : "G_grads");
        checkTerms(terms);
      }
    }

    private void checkGradients(Network network, SlotInputs slots, LossTerms terms, String folder) {
      Map<Tensor, Tensor> gradients =
          Gradients.of(terms.scaled(), List.copyOf(slots.inputs().values()));
      Map<Tensor, INDArray> values = run(graph, inputs, gradients.values());
      boolean finite = golden.json().at("/scales/" + name + "/finite").asBoolean();
      List<Double> actual = new ArrayList<>();
      List<Double> expected = new ArrayList<>();
      for (Slot slot : network.slots()) {
        Tensor input = slots.inputs().get(slot);
        double[] found =
            input == null
                ? new double[(int) slot.length()]
                : GoldenPrecision.values(values.get(gradients.get(input)));
        Arrays.stream(found).forEach(actual::add);
        if (finite) {
          double[] stored =
              npy(golden.file(name + "/" + folder + "/" + slot.name() + ".npy")).doubles();
          Arrays.stream(stored).forEach(expected::add);
        }
      }
      assertThat(actual.stream().allMatch(Double::isFinite)).as(name).isEqualTo(finite);
      if (finite) {
        GoldenPrecision.check(name, array(actual), array(expected), golden, name);
      }
    }

    private static double[] array(List<Double> values) {
      return values.stream().flatMapToDouble(DoubleStream::of).toArray();
    }

    private void checkTerms(LossTerms terms) {
      terms
          .values()
          .forEach(
              (term, value) -> {
                Path file = golden.file(name + "/terms/" + TERMS.get(term) + ".npy");
                if (value.tensor() != null && Files.exists(file)) {
                  INDArray found = run(graph, inputs, List.of(value.tensor())).get(value.tensor());
                  GoldenPrecision.check(
                      name + " " + term,
                      GoldenPrecision.values(found),
                      npy(file).doubles(),
                      golden,
                      name + "/terms");
                }
              });
      JsonNode loss = golden.json().at("/scales/" + name + "/loss");
      Tensor total = terms.total();
      double found = run(graph, inputs, List.of(total)).get(total).getDouble(0);
      if (!loss.isNull()) {
        double bound = 0.02 * Math.abs(loss.asDouble()) + 1e-3;
        assertThat(found).as(name).isCloseTo(loss.asDouble(), within(bound));
      }
    }
  }
}
