package io.progan.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.Tiny;
import io.progan.core.graph.Gradients;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.GeneralizedDropout;
import io.progan.core.loss.term.GradientPenalty;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Growth;
import io.progan.core.network.Stage;
import io.progan.core.network.family.Networks;
import io.progan.core.plan.BufferPool;
import io.progan.core.plan.Plan;
import io.progan.core.state.SlotInputs;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The gradient of the whole weighted gradient penalty at every single weight of a discriminator
 * against central differences in double precision.
 *
 * <p>The differences are of fourth order: with a step of 1e-5 their own error is far below the
 * rounding of the penalty, which is 1e-16 * penalty / step, about 1e-10. A tolerance of 1e-7 of the
 * array's largest gradient leaves room for penalties in the tens. The penalty jumps where a unit
 * changes sign, which these fixed weights do not do within a step.
 */
class GradientPenaltyTest {

  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-7;
  private static final int MINIBATCH = 4;
  private static final DatasetShape SHAPE = new DatasetShape(8, 1, 0);

  static Stream<Arguments> settings() {
    return Stream.of(
        Arguments.of("4x4 of 8x8", new Stage(2, false), progressive(true, 4)),
        Arguments.of("8x8", new Stage(3, false), progressive(true, 4)),
        Arguments.of("8x8 fading", new Stage(3, true), progressive(true, 2)),
        Arguments.of("8x8 fading, unfused", new Stage(3, true), progressive(false, 4)),
        Arguments.of("8x8 without minibatch stddev", new Stage(3, false), progressive(true, 0)),
        Arguments.of(
            "layer norm and minibatch discrimination",
            new Stage(3, true),
            theano(Map.of("useLayernorm", true, "mbdiscKernels", 2, "mbstatAvg", "off"))),
        Arguments.of(
            "dropout and statistics by map",
            new Stage(3, false),
            theano(Map.of("useGdrop", true, "gdropMode", "mul", "mbstatAvg", "spatial"))),
        Arguments.of(
            "batch norm",
            new Stage(3, false),
            Map.of(
                "generator",
                Map.of("kind", "mode-recovery", "fmapBase", 4),
                "discriminator",
                Map.of("kind", "mode-recovery", "fmapBase", 16, "mbstatAvg", "all"))));
  }

  private static Map<String, Object> progressive(boolean fused, int group) {
    Map<String, Object> network = Map.of("fmapBase", 8, "fmapMax", 2, "fusedScale", fused);
    Map<String, Object> discriminator = new HashMap<>(network);
    discriminator.put("mbstdGroupSize", group);
    return Map.of("generator", network, "discriminator", discriminator);
  }

  private static Map<String, Object> theano(Map<String, Object> options) {
    Map<String, Object> network = Map.of("kind", "theano", "fmapBase", 8, "fmapMax", 2);
    Map<String, Object> discriminator = new HashMap<>(network);
    discriminator.putAll(options);
    return Map.of("generator", network, "discriminator", discriminator);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void gradientsAreThoseOfCentralDifferences(
      String name, Stage stage, Map<String, Object> networks) {
    RunConfig config = Tiny.config(networks);
    try (Penalty penalty = new Penalty(config, stage)) {
      penalty.plan.run();
      Map<String, double[]> analytic = new HashMap<>();
      penalty.gradients.forEach((input, array) -> analytic.put(input, values(array)));
      assertThat(analytic).isNotEmpty();
      for (Tensor weight : penalty.d.inputs().values()) {
        double[] numeric = penalty.differences(weight.name());
        double[] exact = analytic.getOrDefault(weight.name(), new double[numeric.length]);
        double largest = Arrays.stream(numeric).map(Math::abs).max().orElseThrow();
        assertThat(exact)
            .as(weight.name())
            .containsExactly(numeric, within(TOLERANCE * Math.max(largest, 0.01)));
      }
      assertThat(analytic.keySet()).anyMatch(weight -> weight.startsWith("D/4x4/Dense"));
    }
  }

  private static double[] values(INDArray array) {
    return array.dup('c').reshape(array.length()).toDoubleVector();
  }

  /** The weighted mean of the penalty and its gradients at the discriminator's weights. */
  private static final class Penalty implements AutoCloseable {
    final Graph graph = new Graph(DataType.DOUBLE);
    final SlotInputs d;
    final Map<String, INDArray> inputs = new HashMap<>();
    final Map<String, INDArray> gradients = new HashMap<>();
    final INDArray value = Nd4j.scalar(0.0);
    final BufferPool pool = new BufferPool(DataType.DOUBLE);
    final Plan plan;
    private final RandomState random = new RandomState(11);

    Penalty(RunConfig config, Stage stage) {
      GeneratorNetwork generator = Networks.generator(config.generator(), SHAPE);
      DiscriminatorNetwork discriminator = Networks.discriminator(config.discriminator(), SHAPE);
      GanGraph gan =
          new GanGraph(
              graph,
              generator,
              discriminator,
              new Growth(stage, graph.constant(0.3)),
              SHAPE.resolution() / stage.resolution(),
              MINIBATCH,
              false,
              false,
              (name, shape) -> draw(graph.input(name, shape)));
      SlotInputs g = gan.generatorSlots();
      d = gan.discriminatorSlots();
      LossTerms terms = new LossTerms();
      new GradientPenalty(10, 1.5).add(gan, terms);
      Tensor weighted = terms.total();
      Map<Tensor, Tensor> tensors = Gradients.of(weighted, List.copyOf(d.inputs().values()));
      g.inputs().values().forEach(this::draw);
      d.inputs().values().forEach(this::draw);
      inputs.replace("D/" + GeneralizedDropout.STRENGTH.name(), Nd4j.createFromArray(0.3));
      Map<Tensor, INDArray> results = new HashMap<>();
      results.put(weighted, value);
      tensors.forEach(
          (input, gradient) -> {
            INDArray array = Nd4j.create(DataType.DOUBLE, gradient.shape());
            gradients.put(input.name(), array);
            results.put(gradient, array);
          });
      plan = Plan.compile(graph, inputs, results, pool);
    }

    private Tensor draw(Tensor tensor) {
      double[] values = random.randn((int) tensor.length());
      inputs.put(tensor.name(), Nd4j.createFromArray(values).reshape(tensor.shape()));
      return tensor;
    }

    double[] differences(String input) {
      INDArray flat = inputs.get(input).reshape(inputs.get(input).length());
      double[] result = new double[(int) flat.length()];
      for (int i = 0; i < result.length; i++) {
        double original = flat.getDouble(i);
        double near = at(flat, i, original + STEP) - at(flat, i, original - STEP);
        double far = at(flat, i, original + 2 * STEP) - at(flat, i, original - 2 * STEP);
        result[i] = (8 * near - far) / (12 * STEP);
        flat.putScalar(i, original);
      }
      return result;
    }

    private double at(INDArray flat, int index, double weight) {
      flat.putScalar(index, weight);
      plan.run();
      return value.getDouble(0);
    }

    @Override
    public void close() {
      plan.close();
      pool.close();
      graph.close();
    }
  }
}
