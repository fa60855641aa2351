package io.progan.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.Tiny;
import io.progan.core.graph.Gradients;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Tensor;
import io.progan.core.loss.GanGraph;
import io.progan.core.loss.LossTerms;
import io.progan.core.loss.family.Losses;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Growth;
import io.progan.core.network.Stage;
import io.progan.core.network.family.Networks;
import io.progan.core.plan.lowering.PortableLowering;
import io.progan.core.state.SlotInputs;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.RunConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A plan of a whole training step gives what the plain SameDiff session gives, bit for bit. */
class PlanSessionTest {

  private static final int MINIBATCH = 4;

  static Stream<Arguments> settings() {
    return Stream.of(
        Arguments.of("4x4", new Stage(2, false), Map.of()),
        Arguments.of("8x8", new Stage(3, false), Map.of()),
        Arguments.of("8x8 fading", new Stage(3, true), Map.of()),
        Arguments.of(
            "8x8 fading, unfused",
            new Stage(3, true),
            Map.of(
                "generator", Map.of("fusedScale", false),
                "discriminator", Map.of("fusedScale", false))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void discriminatorStep(String name, Stage stage, Map<String, ?> changes) {
    try (Step step = new Step(stage, changes)) {
      check(step, step.discriminatorResults());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void generatorStep(String name, Stage stage, Map<String, ?> changes) {
    try (Step step = new Step(stage, changes)) {
      check(step, step.generatorResults());
    }
  }

  private static void check(Step step, List<Tensor> wanted) {
    Map<Tensor, INDArray> results = new LinkedHashMap<>();
    wanted.forEach(tensor -> results.put(tensor, Nd4j.create(DataType.FLOAT, tensor.shape())));
    String[] names = wanted.stream().map(Tensor::name).toArray(String[]::new);
    Map<String, INDArray> expected = step.graph.sameDiff().output(step.inputs, names);
    try (BufferPool pool = new BufferPool(step.graph.dataType());
        Plan plan = Plan.compile(step.graph, step.inputs, results, pool, new PortableLowering())) {
      for (int run = 0; run < 2; run++) {
        results.values().forEach(array -> array.assign(Double.NaN));
        plan.run();
        for (Tensor tensor : wanted) {
          assertThat(values(results.get(tensor)))
              .as("run %d, %s", run, tensor)
              .containsExactly(values(expected.get(tensor.name())));
        }
      }
      assertThat(pool.bytes()).isPositive().isLessThan(bytesOfAllValues(step) / 4);
    }
    checkRounding(step, results, expected);
  }

  /** The processor's lowering sums in another order, no more: 24 bits, and some thousand sums. */
  private static void checkRounding(
      Step step, Map<Tensor, INDArray> results, Map<String, INDArray> expected) {
    BufferSizes sizes = new BufferSizes();
    PlanLayout layout = Plan.layout(step.graph, results.keySet(), sizes);
    try (BufferPool pool = new BufferPool(step.graph.dataType());
        Plan plan = Plan.compile(step.graph, step.inputs, results, pool)) {
      assertThat(plan.size()).isEqualTo(layout.steps());
      assertThat(pool.bytes()).isEqualTo(layout.bufferBytes());
      plan.run();
    }
    results.forEach(
        (tensor, array) -> {
          INDArray session = expected.get(tensor.name());
          double largest = Math.max(1e-3, session.amaxNumber().doubleValue());
          assertThat(array.sub(session).amaxNumber().doubleValue() / largest)
              .as(tensor.toString())
              .isLessThan(1e-4);
        });
  }

  private static float[] values(INDArray array) {
    return array.dup('c').reshape(array.length()).toFloatVector();
  }

  /** What a session holds: every value of the graph in an array of its own. */
  private static long bytesOfAllValues(Step step) {
    String[] all =
        step.graph.sameDiff().variables().stream()
            .filter(v -> v.getVariableType() == VariableType.ARRAY)
            .map(SDVariable::name)
            .toArray(String[]::new);
    return step.graph.sameDiff().output(step.inputs, all).values().stream()
        .mapToLong(a -> a.length() * Float.BYTES)
        .sum();
  }

  /** A graph with both networks, and a value for each of its inputs. */
  private static final class Step implements AutoCloseable {
    final Graph graph = new Graph(DataType.FLOAT);
    final Map<String, INDArray> inputs = new HashMap<>();
    private final RandomState random = new RandomState(5);
    private final RunConfig config;
    private final GeneratorNetwork generator;
    private final DiscriminatorNetwork discriminator;
    private final GanGraph gan;
    private final SlotInputs g;
    private final SlotInputs d;

    Step(Stage stage, Map<String, ?> changes) {

      config = Tiny.config(changes);
      generator = Networks.generator(config.generator(), Tiny.SHAPE);
      discriminator = Networks.discriminator(config.discriminator(), Tiny.SHAPE);
      gan =
          new GanGraph(
              graph,
              generator,
              discriminator,
              new Growth(stage, stage.fading() ? input("fade") : null),
              Tiny.SHAPE.resolution() / stage.resolution(),
              MINIBATCH,
              false,
              false,
              this::input);
      g = gan.generatorSlots();
      d = gan.discriminatorSlots();
    }

    private Tensor input(String name, long... shape) {
      Tensor tensor = graph.input(name, shape);
      draw(tensor);
      return tensor;
    }

    private void draw(Tensor tensor) {
      float[] values = random.randnFloats((int) tensor.length());
      inputs.put(tensor.name(), Nd4j.createFromArray(values).reshape(tensor.shape()));
    }

    List<Tensor> discriminatorResults() {
      return results(Losses.discriminator(config.discriminatorLoss()).terms(gan), d);
    }

    List<Tensor> generatorResults() {
      return results(Losses.generator(config.generatorLoss()).terms(gan), g);
    }

    private List<Tensor> results(LossTerms loss, SlotInputs weights) {
      List<Tensor> results = new ArrayList<>();
      results.add(loss.total());
      results.add(gan.fakes());
      loss.values().values().forEach(value -> results.add(value.tensor()));
      results.addAll(gradients(results.get(0), weights));
      return results;
    }

    /** The gradients at a network's weights; afterwards the graph is complete. */
    private List<Tensor> gradients(Tensor loss, SlotInputs weights) {
      List<Tensor> inputTensors = List.copyOf(weights.inputs().values());
      Map<Tensor, Tensor> gradients = Gradients.of(loss, inputTensors);
      assertThat(gradients).containsOnlyKeys(inputTensors);
      g.inputs().values().forEach(this::draw);
      d.inputs().values().forEach(this::draw);
      return inputTensors.stream().map(gradients::get).toList();
    }

    @Override
    public void close() {
      graph.close();
    }
  }
}
