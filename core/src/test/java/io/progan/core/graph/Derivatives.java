package io.progan.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.plan.BufferPool;
import io.progan.core.plan.Plan;
import io.progan.core.plan.lowering.PortableLowering;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Holds an operation to its definition of a gradient: first and second derivatives against central
 * differences in double precision, and the plans of both lowerings against the SameDiff session.
 */
final class Derivatives {

  private static final double STEP = 1e-5;
  private static final double ROUNDING = 1e-12;
  private static final long[] SHAPE = {2, 3, 4, 4};
  private static final int LENGTH = 96;

  private Derivatives() {}

  /**
   * Checks a function of an image [2, 3, 4, 4] with values in [-1, 1], which may give any shape. A
   * kink must not lie within 1e-5 of one of the values.
   */
  static void check(UnaryOperator<Tensor> function) {
    differentiate(x -> Reduction.sum(function.apply(x).times(0.7)));
    differentiate(
        x -> {
          Tensor y = Reduction.sum(function.apply(x));
          Tensor gradient = Gradients.of(y, List.of(x)).get(x);
          return Reduction.sum(gradient.times(gradient)).times(0.1);
        });
  }

  /** A constant of values in [-1, 1]. */
  static Tensor waves(Tensor like, long... shape) {
    long length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    double[] values =
        LongStream.range(0, length).mapToDouble(i -> Math.sin(0.37 * i - 1)).toArray();
    return like.graph().constant(values, shape);
  }

  private static void differentiate(UnaryOperator<Tensor> scalarFunction) {
    INDArray x =
        Transforms.cos(Nd4j.linspace(DataType.DOUBLE, 0.3, 0.71, LENGTH), true).reshape(SHAPE);
    try (Graph graph = new Graph(DataType.DOUBLE)) {
      Tensor input = graph.input("x", SHAPE);
      Tensor value = scalarFunction.apply(input);
      Tensor gradient = Gradients.of(value, List.of(input)).get(input);
      INDArray valueArray = Nd4j.create(DataType.DOUBLE, value.shape());
      INDArray gradientArray = Nd4j.create(DataType.DOUBLE, SHAPE);
      Map<Tensor, INDArray> results = new LinkedHashMap<>();
      results.put(value, valueArray);
      results.put(gradient, gradientArray);
      compareWithSession(graph, Map.of("x", x), results);
      try (BufferPool pool = new BufferPool(graph.dataType());
          Plan plan = Plan.compile(graph, Map.of("x", x), results, pool)) {
        compareWithDifferences(plan, x, valueArray, gradientArray);
      }
    }
  }

  private static void compareWithSession(
      Graph graph, Map<String, INDArray> inputs, Map<Tensor, INDArray> results) {
    String[] names = results.keySet().stream().map(Tensor::name).toArray(String[]::new);
    Map<String, INDArray> session = graph.sameDiff().output(inputs, names);
    try (BufferPool pool = new BufferPool(graph.dataType());
        Plan portable = Plan.compile(graph, inputs, results, pool, new PortableLowering())) {
      portable.run();
      results.forEach(
          (tensor, array) ->
              assertThat(values(array))
                  .as("portable %s", tensor)
                  .containsExactly(values(session.get(tensor.name()))));
    }
    try (BufferPool pool = new BufferPool(graph.dataType());
        Plan plan = Plan.compile(graph, inputs, results, pool)) {
      plan.run();
      results.forEach(
          (tensor, array) -> {
            INDArray expected = session.get(tensor.name());
            double largest = Math.max(1, expected.amaxNumber().doubleValue());
            assertThat(values(array))
                .as(tensor.toString())
                .containsExactly(values(expected), within(ROUNDING * largest));
          });
    }
  }

  private static void compareWithDifferences(
      Plan plan, INDArray x, INDArray value, INDArray gradient) {
    plan.run();
    double[] analytic = values(gradient);
    INDArray flat = x.reshape(LENGTH);
    for (int i = 0; i < LENGTH; i += 5) {
      double original = flat.getDouble(i);
      flat.putScalar(i, original + STEP);
      plan.run();
      double above = value.getDouble(0);
      flat.putScalar(i, original - STEP);
      plan.run();
      double below = value.getDouble(0);
      flat.putScalar(i, original);
      double numeric = (above - below) / (2 * STEP);
      assertThat(analytic[i])
          .as("derivative by element %d", i)
          .isCloseTo(numeric, within(1e-5 * Math.max(1, Math.abs(numeric))));
    }
  }

  private static double[] values(INDArray array) {
    return array.dup('c').reshape(array.length()).toDoubleVector();
  }
}
