package io.progan.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.Tiny;
import io.progan.core.layer.Weights;
import io.progan.core.loss.DiscriminatorLoss;
import io.progan.core.loss.GeneratorLoss;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Stage;
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
        Plan plan = Plan.compile(step.graph, step.inputs, results, pool)) {
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
    private final Stage stage;
    private final GeneratorNetwork generator;
    private final DiscriminatorNetwork discriminator;
    private final Weights g = new Weights(graph, "G", true);
    private final Weights d = new Weights(graph, "D", true);

    Step(Stage stage, Map<String, ?> changes) {
      this.stage = stage;
      config = Tiny.config(changes);
      generator = new GeneratorNetwork(config.generator(), Tiny.SHAPE);
      discriminator = new DiscriminatorNetwork(config.discriminator(), Tiny.SHAPE);
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

    private Tensor fade() {
      return stage.fading() ? input("fade") : null;
    }

    List<Tensor> discriminatorResults() {
      int size = stage.resolution();
      DiscriminatorLoss loss =
          DiscriminatorLoss.of(
              generator,
              g,
              discriminator,
              d,
              stage,
              Tiny.SHAPE.resolution() / size,
              config.discriminatorLoss(),
              new DiscriminatorLoss.Inputs(
                  input("reals", MINIBATCH, Tiny.SHAPE.numChannels(), size, size),
                  input("latents", MINIBATCH, generator.latentSize()),
                  input("labels", MINIBATCH, Tiny.CLASSES),
                  input("mixing", MINIBATCH, 1, 1, 1),
                  fade()));
      List<Tensor> results = new ArrayList<>();
      results.add(loss.total());
      results.add(loss.realScores());
      results.add(loss.fakes());
      results.add(loss.mixedNorms());
      results.add(loss.gradientPenalty());
      results.add(loss.fakeLabelPenalty());
      results.addAll(gradients(loss.total(), d));
      return results;
    }

    List<Tensor> generatorResults() {
      GeneratorLoss loss =
          GeneratorLoss.of(
              generator,
              g,
              discriminator,
              d,
              stage,
              config.generatorLoss(),
              new GeneratorLoss.Inputs(
                  input("latents", MINIBATCH, generator.latentSize()),
                  input("labels", MINIBATCH, Tiny.CLASSES),
                  fade()));
      List<Tensor> results = new ArrayList<>();
      results.add(loss.total());
      results.add(loss.fakeScores());
      results.add(loss.labelPenalty());
      results.addAll(gradients(loss.total(), g));
      return results;
    }

    /** The gradients at a network's weights; afterwards the graph is complete. */
    private List<Tensor> gradients(Tensor loss, Weights weights) {
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
