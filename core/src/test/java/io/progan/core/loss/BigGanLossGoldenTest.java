package io.progan.core.loss;

import static io.progan.core.GoldenNetworks.array;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenBigGan;
import io.progan.core.GoldenNetworks;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.loss.family.Losses;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Growth;
import io.progan.core.network.Network;
import io.progan.core.network.family.Networks;
import io.progan.core.state.SlotInputs;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.HingeDiscriminatorLossConfig;
import io.progan.presets.config.HingeGeneratorLossConfig;
import io.progan.presets.config.OrthoForm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** BigGAN's losses against the float64 reference, in both types. */
class BigGanLossGoldenTest {

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"DOUBLE", "FLOAT"})
  void discriminators(DataType type) {
    for (GoldenCase golden : GoldenCases.ofKind("biggan_d_loss").toList()) {
      try (Setting setting = new Setting(golden, type)) {
        setting.checkDiscriminator();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"DOUBLE", "FLOAT"})
  void generators(DataType type) {
    for (GoldenCase golden : GoldenCases.ofKind("biggan_g_loss").toList()) {
      try (Setting setting = new Setting(golden, type)) {
        setting.checkGenerator();
      }
    }
  }

  private static final class Setting implements AutoCloseable {

    private final GoldenCase golden;
    private final DataType type;
    private final DatasetShape shape;
    private final GeneratorNetwork generator;
    private final DiscriminatorNetwork discriminator;
    private final Graph graph;
    private final GanGraph gan;
    private final Map<String, INDArray> inputs = new HashMap<>();

    Setting(GoldenCase golden, DataType type) {
      this.golden = golden;
      this.type = type;
      JsonNode config = golden.json().get("config");
      JsonNode loss = config.get("loss");
      shape = GoldenBigGan.shape(config.get("G"));
      double keep = loss.path("D_keep_probability").asDouble(1);
      generator = Networks.generator(GoldenBigGan.generator(config.get("G")), shape);
      discriminator =
          Networks.discriminator(GoldenBigGan.discriminator(config.get("D"), keep), shape);
      graph = new Graph(type);
      gan =
          new GanGraph(
              graph,
              generator,
              discriminator,
              new Growth(generator.stages().get(0), null),
              1,
              golden.json().get("minibatch").asInt(),
              true,
              loss.path("split_D").asBoolean(),
              this::input);
      inputs.putAll(GoldenBigGan.slots(golden, generator, type));
      inputs.putAll(GoldenBigGan.slots(golden, discriminator, type));
    }

    private Tensor input(String name, long... wanted) {
      INDArray array =
          switch (name) {
            case GanGraph.LABELS -> labels("labels.npy");
            case GanGraph.FAKE_LABELS ->
                labels(
                    golden.file("fake_labels.npy").toFile().exists()
                        ? "fake_labels.npy"
                        : "labels.npy");
            case "noise/fakes/dropout" -> uniforms(0);
            case "noise/reals/dropout" -> uniforms(golden.json().get("minibatch").asInt());
            default -> array(golden.file(name + ".npy"), type);
          };
      inputs.put(name, array);
      return Shaping.reshape(graph.input(name, array.shape()), wanted);
    }

    private INDArray labels(String file) {
      return GoldenBigGan.labels(golden.file(file), shape.labelSize(), type);
    }

    /** Rows of fakes come first in the file. */
    private INDArray uniforms(int first) {
      INDArray all = array(golden.file("dropout_uniforms.npy"), type);
      INDArray rows = all.dup();
      long count = golden.json().get("minibatch").asLong();
      double[] values = new double[(int) (count * all.size(1))];
      for (int i = 0; i < values.length; i++) {
        values[i] = rows.getDouble(first * all.size(1) + i);
      }
      return Nd4j.createFromArray(values).reshape(count, all.size(1)).castTo(type);
    }

    void checkDiscriminator() {
      double r1Gamma = golden.json().at("/config/loss/r1_gamma").asDouble();
      LossTerms terms =
          Losses.discriminator(new HingeDiscriminatorLossConfig(r1Gamma, 0, OrthoForm.CODE))
              .terms(gan);
      compare(terms.values().get("realScore").tensor(), "scores_real.npy", "/scores");
      compare(terms.values().get("fakeScore").tensor(), "scores_fake.npy", "/scores");
      compare(gan.fakes(), "fakes.npy", "/fakes");
      checkMean(terms, "realLoss", "D_loss_real");
      checkMean(terms, "fakeLoss", "D_loss_fake");
      if (r1Gamma > 0) {
        checkMean(terms, "realGradientPenalty", "r1");
      }
      checkGradients(discriminator, gan.discriminatorSlots(), "D_grads", terms.total());
      checkKept();
    }

    void checkGenerator() {
      LossTerms terms = Losses.generator(HingeGeneratorLossConfig.defaults()).terms(gan);
      compare(terms.values().get("fakeScore").tensor(), "scores_fake.npy", "/scores");
      checkScalar(terms.total(), "G_loss");
      checkGradients(generator, gan.generatorSlots(), "G_grads", terms.total());
      checkKept();
    }

    private void checkMean(LossTerms terms, String name, String expected) {
      LossTerms.Value value = terms.values().get(name);
      checkScalar(Reduction.mean(value.tensor()).times(value.factor()), expected);
    }

    private void checkScalar(Tensor tensor, String name) {
      double expected = golden.json().at("/expected_scalars/" + name).asDouble();
      double actual = value(tensor).getDouble(0);
      double tolerance = GoldenBigGan.tolerance(golden, "/parts", type);
      assertThat(actual)
          .as(golden.name() + " " + name)
          .isCloseTo(expected, within(tolerance * Math.abs(expected)));
    }

    private void checkGradients(Network network, SlotInputs slots, String folder, Tensor loss) {
      var gradients = GoldenBigGan.gradients(loss, slots);
      assertThat(gradients)
          .hasSize((int) network.slots().stream().filter(s -> s.trained()).count());
      gradients.forEach(
          (slot, gradient) -> {
            INDArray wanted =
                GoldenBigGan.read(
                    golden.file(folder + "/" + slot.name() + ".npy"),
                    slot,
                    network.layers(),
                    DataType.DOUBLE);
            check(value(gradient), wanted, folder + " " + slot.name(), "/" + folder);
          });
    }

    private void checkKept() {
      for (SlotInputs slots : List.of(gan.generatorSlots(), gan.discriminatorSlots())) {
        String folder = slots.equals(gan.generatorSlots()) ? "G_after/" : "D_after/";
        assertThat(slots.updates()).isNotEmpty();
        slots
            .updates()
            .forEach(
                (slot, tensor) -> {
                  if (!slot.name().contains(".sv")) {
                    compare(
                        tensor,
                        folder + slot.name() + ".npy",
                        "/" + folder.substring(0, folder.length() - 1));
                  }
                });
      }
    }

    private void compare(Tensor tensor, String file, String bound) {
      INDArray wanted = array(golden.file(file), DataType.DOUBLE);
      check(value(tensor), wanted, file, bound);
    }

    private INDArray value(Tensor tensor) {
      return GoldenNetworks.run(graph, inputs, List.of(tensor)).get(tensor);
    }

    private void check(INDArray actual, INDArray wanted, String what, String bound) {
      // The fakes are stored in single precision.
      double rounding = bound.equals("/fakes") ? 1e-7 : 0;
      assertThat(GoldenBigGan.error(actual, wanted, GoldenBigGan.floor(golden, bound)))
          .as(golden.name() + " " + what)
          .isLessThanOrEqualTo(GoldenBigGan.tolerance(golden, bound, type) + rounding);
    }

    @Override
    public void close() {
      graph.close();
    }
  }
}
