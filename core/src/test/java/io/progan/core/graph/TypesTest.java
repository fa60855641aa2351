package io.progan.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.core.plan.BufferPool;
import io.progan.core.plan.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Types of tensors, and gradients that end: deliberately, or with an error that says where. */
class TypesTest {

  private final Graph graph = new Graph(DataType.FLOAT);
  private final Tensor x = graph.input("x", 2, 3);

  @Test
  void operandsOfDifferentTypesAreRefusedByName() {
    Tensor y = graph.input(DataType.DOUBLE, "y", 2, 3);
    assertThatThrownBy(() -> x.plus(y))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("types differ: x[2, 3] is FLOAT, y[2, 3] is DOUBLE");
    assertThatThrownBy(() -> Product.matmul(x, Shaping.reshape(y, 3, 2)))
        .hasMessageContaining("types differ");
    assertThatThrownBy(() -> Shaping.concat(0, x, y)).hasMessageContaining("types differ");
  }

  @Test
  void operandsOfDifferentGraphsAreRefused() {
    try (Graph other = new Graph(DataType.FLOAT)) {
      assertThatThrownBy(() -> x.plus(other.input("y", 2, 3)))
          .hasMessage("of different graphs: x[2, 3] and y[2, 3]");
    }
  }

  @Test
  void resultsAndNumbersTakeTheTypeOfTheirOperands() {
    Tensor wide = x.cast(DataType.DOUBLE);
    assertThat(wide.dataType()).isEqualTo(DataType.DOUBLE);
    assertThat(wide.times(3).plus(1).dataType()).isEqualTo(DataType.DOUBLE);
    assertThat(Reduction.mean(wide).dataType()).isEqualTo(DataType.DOUBLE);
    assertThat(wide.bytes()).isEqualTo(6 * Double.BYTES);
    assertThat(x.cast(DataType.FLOAT)).isSameAs(x);
  }

  @Test
  void valuesOfDifferentTypesTakeTurnsInTheBuffersOfAPlan() {
    // 1 + 2^-12 is a number of float32, not of the half format: its cast is 1.
    Tensor nearOne = x.times(0).plus(1 + 0x1p-12);
    Tensor half = nearOne.cast(DataType.FLOAT16).times(3).cast(DataType.FLOAT);
    Tensor wide = half.cast(DataType.DOUBLE).times(0.1).plus(x.cast(DataType.DOUBLE));
    Tensor loss = Reduction.sum(wide.times(wide));
    Tensor gradient = Gradients.of(loss, List.of(x)).get(x);
    assertThat(gradient.dataType()).isEqualTo(DataType.FLOAT);
    INDArray in = Nd4j.createFromArray(1f, 2f, 3f, 4f, 5f, 6f).reshape(2, 3);
    INDArray value = Nd4j.create(DataType.DOUBLE, 2, 3);
    INDArray slope = Nd4j.create(DataType.FLOAT, 2, 3);
    try (BufferPool pool = new BufferPool(DataType.FLOAT);
        Plan plan =
            Plan.compile(graph, Map.of("x", in), Map.of(wide, value, gradient, slope), pool)) {
      plan.run();
      plan.run();
    }
    for (int i = 0; i < 6; i++) {
      assertThat(value.getDouble(i / 3, i % 3)).isEqualTo(3 * 0.1 + (i + 1));
      assertThat(slope.getFloat(i / 3, i % 3)).isEqualTo((float) (2 * (3 * 0.1 + (i + 1))));
    }
  }

  @Test
  void aCastCanBeDifferentiatedTwice() {
    Tensor wide = x.cast(DataType.DOUBLE);
    Tensor cube = Reduction.sum(wide.times(wide).times(wide));
    Tensor gradient = Gradients.of(cube, List.of(x)).get(x);
    Tensor again = Gradients.of(gradient.times(gradient), List.of(x)).get(x);
    INDArray in = Nd4j.createFromArray(1f, 2f, 3f, 4f, 5f, 6f).reshape(2, 3);
    INDArray slope = Nd4j.create(DataType.FLOAT, 2, 3);
    try (BufferPool pool = new BufferPool(DataType.FLOAT);
        Plan plan = Plan.compile(graph, Map.of("x", in), Map.of(again, slope), pool)) {
      plan.run();
    }
    // (3 x^2)^2 = 9 x^4
    assertThat(slope).isEqualTo(in.mul(in).mul(in).mul(36));
  }

  @Test
  void aResultArrayOfAnotherTypeIsRefused() {
    Tensor doubled = x.times(2);
    graph.name(doubled, "doubled");
    assertThatThrownBy(
            () ->
                Plan.compile(
                    graph,
                    Map.of("x", Nd4j.create(DataType.FLOAT, 2, 3)),
                    Map.of(doubled, Nd4j.create(DataType.DOUBLE, 2, 3)),
                    new BufferPool(DataType.FLOAT)))
        .hasMessage("result doubled[2, 3] is FLOAT, its array DOUBLE");
    assertThatThrownBy(
            () ->
                Plan.compile(
                    graph,
                    Map.of("x", Nd4j.create(DataType.DOUBLE, 2, 3)),
                    Map.of(doubled, Nd4j.create(DataType.FLOAT, 2, 3)),
                    new BufferPool(DataType.FLOAT)))
        .hasMessage("input x is FLOAT, its array DOUBLE");
  }

  @Test
  void aStoppedTensorCountsAsAConstant() {
    Tensor y = x.times(Gradients.stop(x));
    Tensor gradient = Gradients.of(Reduction.sum(y), List.of(x)).get(x);
    INDArray in = Nd4j.createFromArray(1f, 2f, 3f, 4f, 5f, 6f).reshape(2, 3);
    INDArray slope = Nd4j.create(DataType.FLOAT, 2, 3);
    try (BufferPool pool = new BufferPool(DataType.FLOAT);
        Plan plan = Plan.compile(graph, Map.of("x", in), Map.of(gradient, slope), pool)) {
      plan.run();
    }
    assertThat(slope).isEqualTo(in);
    assertThat(Gradients.of(Gradients.stop(x), List.of(x))).isEmpty();
  }

  @Test
  void whatCannotBeDifferentiatedSaysSo() {
    Tensor other = graph.input("other", 2, 3);
    Tensor largest = Reduction.maxOver(x, 1);
    assertThat(Gradients.of(largest.times(other), List.of(other))).containsOnlyKeys(other);
    assertThatThrownBy(() -> Gradients.of(largest.times(other), List.of(other, x)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("a maximum cannot be differentiated: no gradient flows from");
    Tensor whole = x.cast(DataType.INT32).cast(DataType.FLOAT);
    assertThatThrownBy(() -> Gradients.of(whole, List.of(x)))
        .hasMessageStartingWith("a cast to INT cannot be differentiated");
  }
}
