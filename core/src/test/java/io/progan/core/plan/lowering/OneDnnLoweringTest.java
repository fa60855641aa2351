package io.progan.core.plan.lowering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.progan.core.device.HostValues;
import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Convolution;
import io.progan.core.graph.Convolution.Geometry;
import io.progan.core.graph.Gradients;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Resampling;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Activation;
import io.progan.core.plan.BufferPool;
import io.progan.core.plan.Plan;
import io.progan.core.plan.onednn.OneDnn;
import io.progan.core.plan.onednn.OneDnnRoutine;
import io.progan.core.plan.routine.Nd4jRoutine;
import io.progan.core.plan.routine.Routine;
import io.progan.core.state.Precision;
import io.progan.dataset.numpy.RandomState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** oneDNN's primitives compute what ND4J's operations do, and images stay in their layout. */
class OneDnnLoweringTest {

  private static final Geometry SAME = new Geometry(3, 1, 1);
  private static final Geometry HALVE = new Geometry(4, 2, 1);
  private static final Lowering PORTABLE = new PortableLowering();
  private static final Lowering ONE_DNN = new OneDnnLowering(new CpuLowering(PORTABLE));

  /** Of the largest value: rounding of single precision, three times as much with Winograd. */
  private static final double ROUNDING = 3e-5;

  private final Graph graph = new Graph(DataType.FLOAT);
  private final RandomState random = new RandomState(8);
  private final Map<String, INDArray> inputs = new LinkedHashMap<>();

  @BeforeEach
  void thisProcessorHasThem() {
    assumeTrue(OneDnn.isFast(), "needs AVX-512");
  }

  @AfterEach
  void close() {
    graph.close();
    inputs.values().forEach(INDArray::close);
  }

  private Tensor input(String name, long... shape) {
    Tensor tensor = graph.input(name, shape);
    double[] values = random.randn(Math.toIntExact(tensor.length()));
    inputs.put(name, HostValues.array(values, DataType.FLOAT, shape));
    return tensor;
  }

  private Map<Tensor, float[]> run(Lowering lowering, List<Tensor> wanted) {
    Map<Tensor, INDArray> results = new LinkedHashMap<>();
    wanted.forEach(tensor -> results.put(tensor, Nd4j.create(DataType.FLOAT, tensor.shape())));
    Map<Tensor, float[]> values = new LinkedHashMap<>();
    try (BufferPool pool = new BufferPool(DataType.FLOAT);
        Plan plan = Plan.compile(graph, inputs, results, pool, lowering)) {
      plan.run();
      plan.run();
      results.forEach((tensor, array) -> values.put(tensor, HostValues.floats(array)));
    }
    results.values().forEach(INDArray::close);
    return values;
  }

  private void compare(Tensor... wanted) {
    Map<Tensor, float[]> expected = run(PORTABLE, List.of(wanted));
    Map<Tensor, float[]> actual = run(ONE_DNN, List.of(wanted));
    expected.forEach(
        (tensor, values) -> {
          float[] others = actual.get(tensor);
          double largest = 0;
          double difference = 0;
          for (int i = 0; i < values.length; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
            difference = Math.max(difference, Math.abs(values[i] - others[i]));
          }
          assertThat(difference / largest).as(tensor.toString()).isLessThan(ROUNDING);
        });
  }

  private List<String> names(Tensor... results) {
    List<String> names = new ArrayList<>();
    for (NativeStep step : NativeSteps.of(graph, List.of(results), ONE_DNN).list()) {
      if (step instanceof NativeStep.Call call) {
        names.add(name(call.routine()));
      }
    }
    return names;
  }

  private static String name(Routine routine) {
    return routine instanceof OneDnnRoutine primitive
        ? primitive.primitive().name()
        : ((Nd4jRoutine) routine).operation().get().opName();
  }

  /** What a convolution, its gradients, and their gradients are. */
  private Tensor[] withDerivatives(Tensor x, Tensor w, Tensor b, Tensor y) {
    Tensor loss = Reduction.sum(y.times(y));
    Map<Tensor, Tensor> first = Gradients.of(loss, List.of(x, w, b));
    Tensor penalty = Reduction.sum(first.get(x).times(first.get(x)));
    Tensor second = Gradients.of(penalty, List.of(w)).get(w);
    return new Tensor[] {y, first.get(x), first.get(w), first.get(b), second};
  }

  @ParameterizedTest
  @CsvSource({"3, 32, 3", "32, 48, 3", "33, 32, 3", "32, 3, 1", "3, 16, 1", "24, 40, 3", "5, 7, 3"})
  void convolutions(int in, int out, int kernel) {
    Tensor x = input("x", 2, in, 8, 8);
    Tensor w = input("w", kernel, kernel, in, out);
    Tensor b = input("b", out);
    Geometry geometry = new Geometry(kernel, 1, kernel / 2);
    compare(withDerivatives(x, w, b, Convolution.conv2d(x, w, b, geometry)));
  }

  @ParameterizedTest
  @CsvSource({"32, 32", "16, 48", "3, 20"})
  void convolutionsBetweenResolutions(int in, int out) {
    Tensor x = input("x", 2, in, 8, 8);
    Tensor w = input("w", 4, 4, in, out);
    Tensor b = input("b", out);
    compare(withDerivatives(x, w, b, Convolution.conv2d(x, w, b, HALVE)));
  }

  @ParameterizedTest
  @CsvSource({"32, 32", "48, 16", "20, 3"})
  void transposedConvolutions(int in, int out) {
    Tensor x = input("x", 2, in, 4, 4);
    Tensor w = input("w", 4, 4, out, in);
    Tensor b = input("b", out);
    compare(withDerivatives(x, w, b, Convolution.conv2dTransposed(x, w, b, HALVE, 8)));
  }

  @Test
  void aNetworkWithAllThatIsBetweenConvolutions() {
    Tensor x = input("x", 3, 3, 8, 8);
    Tensor first = input("first", 1, 1, 3, 32);
    Tensor w = input("w", 3, 3, 32, 32).times(0.08);
    Tensor b = input("b", 32);
    Tensor fade = input("fade");
    Tensor scale = input("scale", 3, 32, 1, 1);
    Activation activation = new Activation(Activation.LEAKY_SLOPE, 1e-8);
    Tensor y =
        activation.apply(Precision.FULL, Convolution.conv2d(x, first, b, new Geometry(1, 1, 0)));
    Tensor deep =
        activation.apply(Precision.FULL, Convolution.conv2d(y, w, null, SAME).times(scale));
    Tensor low = Resampling.downscale(y, 2);
    Tensor blend = Resampling.downscale(deep, 2).minus(low).times(fade).plus(low);
    Tensor again = Convolution.conv2d(Resampling.upscale(blend, 2), w, b, SAME).plus(deep);
    Tensor relu = Arithmetic.leakyRelu(again, 0);
    Tensor deviation = Arithmetic.sqrt(Reduction.varianceOver(relu, 0, 2, 3).plus(1e-3));
    Tensor out = Convolution.conv2d(Arithmetic.divide(relu, deviation), w, b, SAME);
    compare(withDerivatives(x, w, b, out));
    compare(again, relu, deviation, Reduction.sumOver(relu, 2, 3), Reduction.meanOver(relu, 0, 1));
  }

  @Test
  void imagesStayInTheirLayoutAndActivationsAreOneStep() {
    Tensor x = input("x", 2, 32, 8, 8);
    Tensor w = input("w", 3, 3, 32, 32);
    Tensor b = input("b", 32);
    Tensor hidden = Arithmetic.leakyRelu(Convolution.conv2d(x, w, b, SAME), 0.2);
    Tensor y = Arithmetic.leakyRelu(Convolution.conv2d(hidden, w, b, SAME), 0.2);
    assertThat(names(y))
        .containsExactly(
            "reorder", "reorder", "conv2d", "leakyrelu", "conv2d", "leakyrelu", "reorder");
    Tensor gradient = Gradients.of(Reduction.sum(y.times(y)), List.of(x)).get(x);
    assertThat(names(gradient))
        .as("no array of slopes")
        .doesNotContain("step", "maximum")
        .contains("leakyrelu_bp", "deconv2d");
  }

  @Test
  void onlyTheGradientThatIsReadIsComputed() {
    Tensor x = input("x", 2, 32, 8, 8);
    Tensor w = input("w", 3, 3, 32, 32);
    Tensor loss = Reduction.sum(Convolution.conv2d(x, w, null, SAME));
    assertThat(names(Gradients.of(loss, List.of(w)).get(w))).doesNotContain("deconv2d");
    assertThat(names(Gradients.of(loss, List.of(x)).get(x))).doesNotContain("conv2d_weights");
  }

  @Test
  void doublePrecisionIsNotForThem() {
    try (Graph doubles = new Graph(DataType.DOUBLE)) {
      Tensor x = doubles.input("x", 2, 32, 8, 8);
      Tensor w = doubles.input("w", 3, 3, 32, 32);
      Tensor y = Convolution.conv2d(x, w, null, SAME);
      assertThat(NativeSteps.of(doubles, List.of(y), ONE_DNN).list())
          .allMatch(step -> ((NativeStep.Call) step).routine() instanceof Nd4jRoutine);
    }
  }
}
