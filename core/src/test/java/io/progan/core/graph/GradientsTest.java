package io.progan.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.core.graph.Convolution.Geometry;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * First and second derivatives of every operation against central differences in double precision.
 */
class GradientsTest {

  /** A function of an image [2, 3, 4, 4] and of weights that it makes from the given vector. */
  private record Case(String name, UnaryOperator<Tensor> function) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Tensor weights(Tensor x, long... shape) {
    return Derivatives.waves(x, shape);
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
            new Case("divide", x -> Arithmetic.divide(weights(x, 1, 3, 1, 1), x.plus(2)).times(x)),
            new Case(
                "divided", x -> Arithmetic.divide(square(x), weights(x, 2, 3, 4, 4).plus(1.5))),
            new Case("maximum", x -> square(Arithmetic.maximum(x, weights(x, 2, 3, 4, 4)))),
            new Case("abs", x -> Arithmetic.abs(x.plus(0.05)).times(x)),
            new Case("tanh", Arithmetic::tanh),
            new Case("sigmoid", Arithmetic::sigmoid),
            new Case("softplus", x -> Arithmetic.softplus(x.times(3))),
            new Case("softmax", x -> square(Arithmetic.softmax(x.times(2), -1))),
            new Case("softmax over channels", x -> square(Arithmetic.softmax(x, 1))),
            new Case("varianceOver", x -> Reduction.varianceOver(square(x), 0, 2, 3)),
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
            new Case("matmul of lists", x -> square(lists(x, false, false))),
            new Case("matmul of transposed lists", x -> square(lists(x, true, true))),
            new Case("matmul of a transposed list", x -> square(lists(x, true, false))),
            new Case(
                "permute",
                x -> square(Shaping.permute(x, 2, 0, 3, 1)).times(weights(x, 4, 2, 4, 3))),
            new Case("transpose", x -> square(Shaping.transpose(Shaping.reshape(x, 6, 16)))),
            new Case("gather", x -> square(Shaping.gather(Shaping.reshape(x, 6, 16), rows(x)))),
            new Case("maxPool", x -> square(Resampling.maxPool(x, 2))),
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

  private static Tensor lists(Tensor x, boolean transposeA, boolean transposeB) {
    Tensor a = transposeA ? Shaping.reshape(x, 6, 4, 4) : Shaping.reshape(x, 6, 2, 8);
    Tensor b = transposeB || transposeA ? weights(x, 6, 4, 4) : weights(x, 6, 8, 3);
    return Product.matmul(a, b.plus(Reduction.sum(x).times(0.1)), transposeA, transposeB);
  }

  /** Some rows of a matrix of 6, one of them twice. */
  private static Tensor rows(Tensor x) {
    return Gradients.stop(x.graph().constant(new double[] {4, 0, 4}, 3).cast(DataType.INT32));
  }

  private static Tensor square(Tensor x) {
    return x.times(x);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void derivatives(Case c) {
    Derivatives.check(c.function);
  }

  @ParameterizedTest(name = "transposed {0}")
  @MethodSource("weightShapes")
  void weightGradientsCanBeDifferentiatedAgain(boolean transposed) {
    Derivatives.check(x -> square(convolved(x, transposed)).times(0.1));
  }

  /** A convolution whose image and weights both depend on what varies. */
  private static Tensor convolved(Tensor x, boolean transposed) {
    Tensor kernel = Shaping.reshape(x, 4, 4, 2, 3);
    Tensor image = Shaping.reshape(Arithmetic.exp(x.times(0.3)), 2, 3, 4, 4);
    Geometry half = new Geometry(4, 2, 1);
    return transposed
        ? Convolution.conv2dTransposed(image, kernel, null, half, 8)
        : Convolution.conv2d(Shaping.slice(image, 1, 0, 2), kernel, null, half);
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
}
