package io.progan.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.graph.Convolution.Geometry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * First and second derivatives of every operation against central differences in double precision.
 */
class GradientsTest {

  private static final double STEP = 1e-5;

  /** A function of an image [2, 3, 4, 4] and of weights that it makes from the given vector. */
  private record Case(String name, UnaryOperator<Tensor> function) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Tensor weights(Tensor x, long... shape) {
    INDArray values = Nd4j.linspace(DataType.DOUBLE, -1, 0.37, product(shape)).reshape(shape);
    return x.graph().constant(org.nd4j.linalg.ops.transforms.Transforms.sin(values, true));
  }

  private static long product(long... shape) {
    long product = 1;
    for (long n : shape) {
      product *= n;
    }
    return product;
  }

  static Stream<Arguments> functions() {
    Geometry same = new Geometry(3, 1, 1);
    Geometry half = new Geometry(4, 2, 1);
    return Stream.of(
            new Case("add", x -> x.plus(weights(x, 1, 3, 1, 1)).times(x)),
            new Case("subtract", x -> weights(x, 2, 3, 4, 4).minus(x).times(x)),
            new Case("multiply", x -> x.times(x).times(Reduction.sumOver(x, 1))),
            new Case("sqrt", x -> Arithmetic.sqrt(x.times(x).plus(0.3))),
            new Case("rsqrt", x -> Arithmetic.rsqrt(x.times(x).plus(0.3))),
            new Case("reciprocal", x -> Arithmetic.reciprocal(x.times(x).plus(0.7))),
            new Case("exp", Arithmetic::exp),
            new Case("log", x -> Arithmetic.log(x.times(x).plus(0.5))),
            new Case("leakyRelu", x -> Arithmetic.leakyRelu(x, 0.2).times(x)),
            new Case("relu", x -> Arithmetic.leakyRelu(x, 0).times(x)),
            new Case("sum", x -> x.times(Reduction.sum(x))),
            new Case("meanOver", x -> x.times(Reduction.meanOver(x, 0, 2))),
            new Case("sum over channels", x -> square(Reduction.sumOver(x, 1)).times(x)),
            new Case("sum over large images", x -> x.times(square(overPixels(x, 16)))),
            new Case("sum over small images", x -> x.times(square(overPixels(x, 1)))),
            new Case("repeat", x -> Reduction.repeat(Reduction.sumOver(x, 1), 2, 3, 4, 4).times(x)),
            new Case("reshape", x -> square(Shaping.reshape(x, 6, 16))),
            new Case("concat", x -> square(Shaping.concat(1, x, x.times(x)))),
            new Case("slice", x -> square(Shaping.slice(x, 1, 1, 1))),
            new Case(
                "matmul",
                x -> square(Product.matmul(Shaping.reshape(x, 6, 16), weights(x, 16, 5)))),
            new Case(
                "matmul of itself",
                x -> Product.matmul(Shaping.reshape(x, 6, 16), Shaping.reshape(x.times(x), 16, 6))),
            new Case(
                "conv2d", x -> square(Convolution.conv2d(x, weights(x, 3, 3, 3, 2), null, same))),
            new Case(
                "conv2d stride 2",
                x -> square(Convolution.conv2d(x, weights(x, 4, 4, 3, 2), weights(x, 2), half))),
            new Case(
                "conv2dTransposed",
                x ->
                    square(
                        Convolution.conv2dTransposed(
                            x, weights(x, 4, 4, 2, 3), weights(x, 2), half, 8))),
            new Case("upscale", x -> square(Resampling.upscale(x, 2))),
            new Case("downscale", x -> square(Resampling.downscale(x, 2))))
        .map(Arguments::of);
  }

  /** For each channel the sum over images and their pixels, which are repeated so many times. */
  private static Tensor overPixels(Tensor x, int times) {
    return Reduction.sumOver(Resampling.upscale(x, times), 0, 2, 3);
  }

  private static Tensor square(Tensor x) {
    return x.times(x);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void firstDerivative(Case c) {
    check(x -> Reduction.sum(c.function.apply(x).times(0.7)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void secondDerivative(Case c) {
    check(
        x -> {
          Tensor y = Reduction.sum(c.function.apply(x));
          Tensor gradient = Gradients.of(y, List.of(x)).get(x);
          return Reduction.sum(gradient.times(gradient));
        });
  }

  @ParameterizedTest(name = "transposed {0}")
  @MethodSource("weightShapes")
  void weightGradients(boolean transposed) {
    // The weights are what varies; the image is a constant or depends on them.
    check(
        x -> {
          Tensor kernel = Shaping.reshape(x, 4, 4, 2, 3);
          Geometry half = new Geometry(4, 2, 1);
          Tensor y =
              transposed
                  ? Convolution.conv2dTransposed(weights(x, 1, 3, 4, 4), kernel, null, half, 8)
                  : Convolution.conv2d(weights(x, 1, 2, 4, 4), kernel, null, half);
          return Reduction.sum(square(y));
        });
  }

  static Stream<Boolean> weightShapes() {
    return Stream.of(true, false);
  }

  @org.junit.jupiter.api.Test
  void unrelatedTensorsHaveNoGradient() {
    try (Graph graph = new Graph(DataType.DOUBLE)) {
      Tensor x = graph.input("x", 2);
      Tensor other = graph.input("other", 2);
      assertThat(Gradients.of(Reduction.sum(x.times(x)), List.of(x, other))).containsOnlyKeys(x);
    }
  }

  @org.junit.jupiter.api.Test
  void shapesThatDoNotBroadcastAreRefused() {
    try (Graph graph = new Graph(DataType.DOUBLE)) {
      Tensor x = graph.input("x", 2, 3);
      Tensor y = graph.input("y", 2, 4);
      assertThatThrownBy(() -> x.plus(y)).hasMessageContaining("do not broadcast");
    }
  }

  private static void check(UnaryOperator<Tensor> scalarFunction) {
    INDArray x =
        org.nd4j.linalg.ops.transforms.Transforms.cos(
                Nd4j.linspace(DataType.DOUBLE, 0.3, 0.71, 96), true)
            .reshape(2, 3, 4, 4);
    try (Graph graph = new Graph(DataType.DOUBLE)) {
      Tensor input = graph.input("x", 2, 3, 4, 4);
      Tensor value = scalarFunction.apply(input);
      Tensor gradient = Gradients.of(value, List.of(input)).get(input);
      INDArray valueArray = Nd4j.create(DataType.DOUBLE, value.shape());
      INDArray gradientArray = Nd4j.create(DataType.DOUBLE, 2, 3, 4, 4);
      Map<Tensor, INDArray> results = new HashMap<>();
      results.put(value, valueArray);
      results.put(gradient, gradientArray);
      try (BufferPool pool = new BufferPool(graph.dataType());
          Plan plan = Plan.compile(graph, Map.of("x", x), results, pool)) {
        plan.run();
        double[] analytic = gradientArray.dup().reshape(96).toDoubleVector();
        for (int i = 0; i < 96; i += 5) {
          double original = x.reshape(96).getDouble(i);
          x.reshape(96).putScalar(i, original + STEP);
          plan.run();
          double above = valueArray.getDouble(0);
          x.reshape(96).putScalar(i, original - STEP);
          plan.run();
          double below = valueArray.getDouble(0);
          x.reshape(96).putScalar(i, original);
          double numeric = (above - below) / (2 * STEP);
          assertThat(analytic[i]).isCloseTo(numeric, within(1e-5 * Math.max(1, Math.abs(numeric))));
        }
      }
    }
  }
}
