package io.progan.core.layer;

import static io.progan.core.GoldenNetworks.array;
import static io.progan.core.GoldenNetworks.error;
import static io.progan.core.GoldenNetworks.expectations;
import static io.progan.core.GoldenNetworks.npy;
import static io.progan.core.GoldenNetworks.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Gradients;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.norm.BatchNorm;
import io.progan.core.layer.norm.LayerNorm;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import io.progan.core.state.SlotInputs;
import io.progan.core.state.StateVector;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.DropoutMode;
import io.progan.presets.config.MinibatchAveraging;
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

/** The Theano version's layers with first and second derivatives against the reference. */
class TheanoLayerGoldenTest {

  private static final List<DataType> TYPES = List.of(DataType.DOUBLE, DataType.FLOAT);

  static Stream<GoldenCase> layers() {
    return GoldenCases.ofKind("theano_batchnorm", "theano_layernorm", "theano_mbdisc");
  }

  static Stream<GoldenCase> statistics() {
    return GoldenCases.ofKind("theano_mbstat");
  }

  static Stream<GoldenCase> dropouts() {
    return GoldenCases.ofKind("theano_gdrop");
  }

  /** One layer in a graph, with its slots by the end of their names. */
  private static final class Setting implements AutoCloseable {
    final GoldenCase golden;
    final Graph graph;
    final SlotInputs slots;
    final Map<String, INDArray> inputs = new HashMap<>();

    Setting(GoldenCase golden, DataType type) {
      this.golden = golden;
      this.graph = new Graph(type);
      this.slots = new SlotInputs(graph, "N");
    }

    Tensor input(String name) {
      inputs.put(name, array(golden.file(name + ".npy"), graph.dataType()));
      return graph.input(name, inputs.get(name).shape());
    }

    void bind(List<Slot> owned) {
      for (Slot slot : owned) {
        Path file = golden.file(last(slot) + ".npy");
        if (Files.exists(file)) {
          inputs.put(slots.inputName(slot), array(file, graph.dataType()));
        }
      }
    }

    void check(String group, Map<String, Tensor> wanted) {
      Map<Tensor, INDArray> values = run(graph, inputs, wanted.values());
      wanted.forEach(
          (file, tensor) ->
              assertThat(
                      error(
                          values.get(tensor),
                          npy(golden.file(file + ".npy")),
                          golden.json().at("/tolerance" + group + "/floor").asDouble()))
                  .as(file)
                  .isLessThanOrEqualTo(tolerance(group)));
    }

    double tolerance(String group) {
      String precision = graph.dataType() == DataType.DOUBLE ? "float64" : "float32";
      return golden.json().at("/tolerance" + group + "/" + precision).asDouble();
    }

    @Override
    public void close() {
      graph.close();
    }
  }

  private static String last(Slot slot) {
    return slot.name().substring(slot.name().lastIndexOf('/') + 1);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("layers")
  void layer(GoldenCase golden) {
    for (DataType type : TYPES) {
      try (Setting s = new Setting(golden, type)) {
        Tensor x = s.input("x");
        Pass pass = Pass.train(s.slots);
        List<Slot> owned = new ArrayList<>();
        Tensor output = output(golden, pass, x, owned);
        s.bind(owned);
        checkDerivatives(s, x, output, owned);
        if (golden.kind().equals("theano_batchnorm")) {
          checkAverages(s, x);
        }
      }
    }
  }

  private static Tensor output(GoldenCase golden, Pass pass, Tensor x, List<Slot> owned) {
    if (golden.kind().equals("theano_batchnorm")) {
      BatchNorm batch = new BatchNorm("L", x.size(1));
      owned.addAll(batch.slots());
      return batch.apply(pass, x);
    }
    if (golden.kind().equals("theano_layernorm")) {
      LayerNorm layer = new LayerNorm("L");
      Slot bias = Slot.bias("L", x.size(1));
      owned.addAll(layer.slots());
      owned.add(bias);
      Tensor shaped = Shaping.reshape(pass.slot(bias), 1, x.size(1), 1, 1);
      return layer.apply(pass, x).plus(shaped);
    }
    int kernels = golden.json().at("/config/num_kernels").asInt();
    MinibatchDiscrimination discrimination =
        new MinibatchDiscrimination("L", x.length() / x.size(0), kernels);
    owned.addAll(discrimination.slots());
    return discrimination.forward(pass, x);
  }

  private static void checkDerivatives(Setting s, Tensor x, Tensor output, List<Slot> owned) {
    Tensor weighted = Reduction.sum(output.times(s.input("head")));
    Map<String, Tensor> sources = new HashMap<>();
    sources.put("x", x);
    for (Slot slot : owned) {
      if (slot.trained()) {
        sources.put(last(slot), s.slots.inputs().get(slot));
      }
    }
    Map<Tensor, Tensor> first = Gradients.of(weighted, List.copyOf(sources.values()));
    Map<String, Tensor> wanted = new HashMap<>(Map.of("output", output));
    sources.forEach((name, source) -> wanted.put("gradient_" + name, first.get(source)));
    s.check("/output_and_gradients", wanted);
    Tensor flat = Shaping.reshape(first.get(x), x.size(0), x.length() / x.size(0));
    Tensor norms = Arithmetic.sqrt(Reduction.sumOver(flat.times(flat), 1));
    Tensor excess = norms.plus(-1);
    Tensor penalty = Reduction.mean(excess.times(excess));
    Map<Tensor, Tensor> second = Gradients.of(penalty, List.copyOf(sources.values()));
    Map<String, Tensor> more = new HashMap<>(Map.of("penalty_norms", norms));
    sources.forEach(
        (name, source) -> {
          if (second.containsKey(source)) {
            more.put("penalty_gradient_" + name, second.get(source));
          } else {
            Path file = s.golden.file("penalty_gradient_" + name + ".npy");
            assertThat(npy(file).doubles()).as(file.toString()).containsOnly(0);
          }
        });
    s.check("/penalty", more);
  }

  private static void checkAverages(Setting s, Tensor x) {
    Map<String, Tensor> wanted = new HashMap<>();
    s.slots.updates().forEach((slot, value) -> wanted.put("new_" + last(slot), value));
    assertThat(wanted).hasSize(2);
    SlotInputs fresh = new SlotInputs(s.graph, "A");
    BatchNorm batch = new BatchNorm("L", x.size(1));
    wanted.put("output_with_averages", batch.apply(Pass.evaluate(fresh).withAverages(), x));
    for (Slot slot : batch.slots()) {
      s.inputs.put(fresh.inputName(slot), s.inputs.get(s.slots.inputName(slot)));
    }
    s.check("/output_and_gradients", wanted);
  }

  static Stream<GoldenCase> discriminations() {
    return GoldenCases.ofKind("theano_mbdisc");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("discriminations")
  void dataDependentStart(GoldenCase golden) {
    for (DataType type : TYPES) {
      INDArray features = array(golden.file("init/x.npy"), DataType.DOUBLE);
      int images = (int) features.size(0);
      MinibatchDiscrimination layer =
          new MinibatchDiscrimination(
              "L", features.length() / images, golden.json().at("/config/num_kernels").asInt());
      try (StateVector state = new StateVector(layer.slots(), type)) {
        state.view("L/theta").assign(array(golden.file("theta.npy"), type));
        state
            .view("L/log_weight_scale")
            .assign(array(golden.file("init/log_weight_scale.npy"), type));
        layer.fit(state, npy(golden.file("init/x.npy")).doubles(), images);
        String precision = type == DataType.DOUBLE ? "float64" : "float32";
        double tolerance = golden.json().at("/tolerance/init/" + precision).asDouble();
        for (String name : List.of("log_weight_scale", "bias")) {
          Path file = golden.file("init/new_" + name + ".npy");
          assertThat(error(state.view("L/" + name).dup(), npy(file), 0))
              .as(name)
              .isLessThanOrEqualTo(tolerance);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("statistics")
  void statistics(GoldenCase golden) {
    for (DataType type : TYPES) {
      for (JsonNode mode : golden.json().at("/config/modes")) {
        try (Setting s = new Setting(golden, type)) {
          Tensor x = s.input("x");
          MinibatchStatistics layer = new MinibatchStatistics(MinibatchAveraging.of(mode.asText()));
          Tensor output = layer.forward(Pass.train(s.slots), x);
          Tensor head = s.input("head_" + mode.asText());
          Tensor gradient = Gradients.of(Reduction.sum(head.times(output)), List.of(x)).get(x);
          Tensor extra = Shaping.slice(output, 1, x.size(1), output.size(1) - x.size(1));
          s.check(
              "",
              Map.of("statistic_" + mode.asText(), extra, "gradient_" + mode.asText(), gradient));
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("dropouts")
  void dropout(GoldenCase golden) {
    for (DataType type : TYPES) {
      for (JsonNode row : golden.json().at("/config/rows")) {
        try (Setting s = new Setting(golden, type)) {
          String tag = row.get("tag").asText();
          DropoutMode mode = DropoutMode.of(row.get("mode").asText());
          boolean normalize = row.get("normalize").asBoolean();
          GeneralizedDropout dropout = new GeneralizedDropout(mode, normalize, 0, 0, 0, 1);
          Tensor given = s.input("noise_" + tag);
          // The file says which channels survive: those whose uniform noise is small.
          Tensor noise = mode == DropoutMode.DROP ? given.times(-1).plus(1) : given;
          Pass pass = Pass.train(s.slots).withNoise((kind, layer, rows, width) -> noise);
          Tensor output = dropout.apply(pass, "L", s.input("x"));
          s.inputs.put(
              s.slots.inputName(GeneralizedDropout.STRENGTH),
              org.nd4j.linalg.factory.Nd4j.createFromArray(row.get("strength").asDouble())
                  .castTo(type));
          s.check("", Map.of("output_" + tag, output));
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("dropouts")
  void strength(GoldenCase golden) {
    List<Slot> slots = List.of(GeneralizedDropout.STRENGTH, GeneralizedDropout.AVERAGE);
    for (JsonNode sequence : golden.json().get("strength_sequences")) {
      GeneralizedDropout dropout =
          new GeneralizedDropout(
              DropoutMode.PROP, false, sequence.get("coef").asDouble(), 0.9, 0.5, 2);
      try (StateVector state = new StateVector(slots, DataType.DOUBLE)) {
        for (int i = 0; i < sequence.get("d_loss").size(); i++) {
          dropout.adapt(state, sequence.get("d_loss").get(i).asDouble());
          assertThat(state.view(GeneralizedDropout.STRENGTH.name()).getDouble(0))
              .isCloseTo(sequence.get("strength").get(i).asDouble(), within(1e-9));
        }
      }
    }
    assertThat(expectations(golden, "output_")).isNotEmpty();
  }
}
