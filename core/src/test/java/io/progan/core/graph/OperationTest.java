package io.progan.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.graph.Convolution.Geometry;
import io.progan.core.plan.BufferPool;
import io.progan.core.plan.BufferSizes;
import io.progan.core.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What operations compute, and what they say of themselves. */
class OperationTest {

  private final Graph graph = new Graph(DataType.FLOAT);

  @AfterEach
  void close() {
    graph.close();
  }

  private float[] run(UnaryOperator<Tensor> function, long[] shape, float... values) {
    Tensor x = graph.input("x", shape);
    return run(function.apply(x), Map.of("x", Nd4j.createFromArray(values).reshape(shape)));
  }

  private float[] run(Tensor y, Map<String, INDArray> inputs) {
    INDArray result = Nd4j.create(y.dataType(), y.shape());
    try (BufferPool pool = new BufferPool(DataType.FLOAT);
        Plan plan = Plan.compile(graph, inputs, Map.of(y, result), pool)) {
      plan.run();
    }
    return result.reshape(y.length()).toFloatVector();
  }

  @Test
  void softplusNeitherOverflowsNorVanishes() {
    float[] y = run(Arithmetic::softplus, new long[] {5}, -200, -1, 0, 1, 200);
    assertThat(y)
        .containsExactly(new float[] {0, 0.3132617f, 0.6931472f, 1.3132617f, 200}, within(1e-6f));
  }

  @Test
  void softplusHasAGradientWhereItsExponentialWouldOverflow() {
    float[] slope =
        run(
            x -> Gradients.of(Arithmetic.softplus(x), List.of(x)).get(x),
            new long[] {3},
            -200,
            0,
            200);
    assertThat(slope).containsExactly(new float[] {0, 0.5f, 1}, within(1e-6f));
  }

  @Test
  void softmaxSumsToOneAlongItsDimension() {
    float[] y = run(x -> Arithmetic.softmax(x, 0), new long[] {2, 2}, 0, 100, 0, 100 + 1);
    float e = (float) Math.E;
    assertThat(y)
        .containsExactly(new float[] {0.5f, 1 / (1 + e), 0.5f, e / (1 + e)}, within(1e-6f));
  }

  @Test
  void elementwiseOperationsAreWhatTheyAreCalled() {
    long[] two = {2};
    assertThat(run(Arithmetic::abs, two, -3, 2)).containsExactly(3, 2);
    assertThat(run(Arithmetic::tanh, two, 0, 1))
        .containsExactly(new float[] {0, 0.7615942f}, within(1e-6f));
    assertThat(run(x -> Arithmetic.divide(x, x.plus(1)), two, 1, 3)).containsExactly(0.5f, 0.75f);
    assertThat(run(x -> Arithmetic.maximum(x, x.times(-1)), two, -3, 2)).containsExactly(3, 2);
  }

  @Test
  void listsOfMatricesAreMultipliedOneByOne() {
    float[] y =
        run(
            x -> Product.matmul(x, x, true, false),
            new long[] {2, 1, 2}, // each a row, turned into a column
            1,
            2,
            3,
            4);
    assertThat(y).containsExactly(1, 2, 2, 4, 9, 12, 12, 16);
  }

  @Test
  void permuteMovesDimensions() {
    float[] y = run(x -> Shaping.permute(x, 2, 0, 1), new long[] {1, 2, 3}, 1, 2, 3, 4, 5, 6);
    assertThat(y).containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void rowsAreGatheredAndTheirGradientsAddUp() {
    Tensor table = graph.input("table", 3, 2);
    Tensor indices = graph.input(DataType.INT32, "indices", 3);
    Tensor rows = Shaping.gather(table, indices);
    Map<String, INDArray> in =
        Map.of(
            "table", Nd4j.createFromArray(1f, 2f, 3f, 4f, 5f, 6f).reshape(3, 2),
            "indices", Nd4j.createFromArray(2, 0, 2));
    assertThat(run(rows, in)).containsExactly(5, 6, 1, 2, 5, 6);
    Tensor gradient = Gradients.of(rows.times(rows), List.of(table)).get(table);
    assertThat(run(gradient, in)).containsExactly(2, 4, 0, 0, 20, 24);
    assertThatThrownBy(() -> Shaping.gather(table, table)).hasMessageContaining("of FLOAT");
  }

  @Test
  void theFirstOfEqualPixelsIsTheLargest() {
    long[] shape = {1, 1, 2, 4};
    float[] pixels = {1, 5, 7, 7, 5, 0, 7, 7};
    assertThat(run(x -> Resampling.maxPool(x, 2), shape, pixels)).containsExactly(5, 7);
    try (Graph other = new Graph(DataType.FLOAT)) {
      Tensor x = other.input("y", shape);
      Tensor gradient = Gradients.of(Resampling.maxPool(x, 2), List.of(x)).get(x);
      INDArray result = Nd4j.create(DataType.FLOAT, shape);
      try (BufferPool pool = new BufferPool(DataType.FLOAT);
          Plan plan =
              Plan.compile(
                  other,
                  Map.of("y", Nd4j.createFromArray(pixels).reshape(shape)),
                  Map.of(gradient, result),
                  pool)) {
        plan.run();
      }
      assertThat(result.reshape(8).toFloatVector()).containsExactly(0, 1, 1, 0, 0, 0, 0, 0);
    }
  }

  @Test
  void operationsStateTheirWork() {
    Tensor x = graph.input("x", 2, 3, 8, 8);
    Tensor w = graph.input("w", 3, 3, 3, 5);
    Tensor up = graph.input("up", 4, 4, 7, 5);
    Tensor y = Convolution.conv2d(x, w, null, new Geometry(3, 1, 1));
    Tensor z = Convolution.conv2dTransposed(y, up, null, new Geometry(4, 2, 1), 16);
    Reduction.sum(Shaping.reshape(z, 2, 7 * 256));
    Product.matmul(graph.input("a", 4, 6), graph.input("b", 6, 5)).times(2);
    List<Operation> all = graph.operations();
    assertThat(all.stream().map(Operation::kind))
        .containsExactly("conv2d", "deconv2d", "reshape", "reduce_sum", "matmul", "multiply");
    assertThat(all.stream().map(Operation::flops))
        .containsExactly(
            2.0 * 9 * 3 * 5 * 2 * 64,
            2.0 * 16 * 5 * 7 * 2 * 64,
            0.0,
            2.0 * 7 * 256,
            2.0 * 4 * 6 * 5,
            20.0);
    assertThat(all.get(0).bytesRead()).isEqualTo(4 * (2 * 3 * 64 + 9 * 3 * 5));
    assertThat(all.get(0).bytesWritten()).isEqualTo(4 * 2 * 5 * 64);
    assertThat(graph.operations(List.of(y)).stream().map(Operation::kind))
        .containsExactly("conv2d");
  }

  @Test
  void anOperationThatNoLoweringKnowsIsNamed() {
    Tensor x = graph.input("x", 2);
    Computation cosh = Computation.of("cosh", (sameDiff, in) -> sameDiff.math().cosh(in[0]));
    Tensor y = graph.add(cosh, x.shape(), List.of(x));
    graph.name(y, "y");
    assertThatThrownBy(() -> Plan.layout(graph, List.of(y), new BufferSizes()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no native operation is known for cosh, which computes [y[2]] from [x[2]]");
  }

  @Test
  void whatIsRecordedMustBeWhatSameDiffRuns() {
    Tensor x = graph.input("x", 2);
    Computation wrong = Computation.of("sinh", (sameDiff, in) -> sameDiff.math().cosh(in[0]));
    Tensor y = graph.add(wrong, x.shape(), List.of(x));
    graph.name(y, "y");
    assertThatThrownBy(graph::sameDiff)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("SameDiff runs cosh of [x] where sinh of [x] was recorded");
  }
}
