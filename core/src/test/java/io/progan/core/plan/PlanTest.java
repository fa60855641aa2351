package io.progan.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.core.device.HostValues;
import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What a plan does with special results, wrong inputs and its memory. */
class PlanTest {

  /** Of 100 numbers: whole cache lines, and one more to begin at a whole one. */
  private static final long BUFFER_BYTES = 7 * 64 + 64;

  private static final float[] X = {1, -2, 3, -4, 5, -6};

  private static INDArray x() {
    return Nd4j.createFromArray(X).reshape(2, 3);
  }

  private static INDArray empty(long... shape) {
    return Nd4j.valueArrayOf(shape, Double.NaN, DataType.FLOAT);
  }

  private static float[] values(INDArray array) {
    return array.dup('c').reshape(array.length()).toFloatVector();
  }

  @Test
  void inputsAndReshapedInputsCanBeResults() {
    try (Graph graph = new Graph(DataType.FLOAT)) {
      Tensor x = graph.input("x", 2, 3);
      Tensor reshaped = Shaping.reshape(x, 3, 2);
      INDArray same = empty(2, 3);
      INDArray other = empty(3, 2);
      INDArray in = x();
      try (BufferPool pool = new BufferPool(graph.dataType());
          Plan plan =
              Plan.compile(graph, Map.of("x", in), Map.of(x, same, reshaped, other), pool)) {
        plan.run();
        assertThat(values(same)).containsExactly(X);
        assertThat(values(other)).containsExactly(X);
        in.muli(2);
        plan.run();
        assertThat(values(same)).containsExactly(2, -4, 6, -8, 10, -12);
        assertThat(values(other)).containsExactly(2, -4, 6, -8, 10, -12);
      }
    }
  }

  @Test
  void constantsAndWhatDependsOnThemAloneCanBeResults() {
    try (Graph graph = new Graph(DataType.FLOAT)) {
      Tensor constant = graph.constant(HostValues.doubles(x()), 2, 3);
      Tensor reshaped = Shaping.reshape(constant, 3, 2);
      Tensor doubled = reshaped.times(2);
      INDArray first = empty(2, 3);
      INDArray second = empty(3, 2);
      INDArray third = empty(3, 2);
      Map<Tensor, INDArray> results = Map.of(constant, first, reshaped, second, doubled, third);
      try (BufferPool pool = new BufferPool(graph.dataType());
          Plan plan = Plan.compile(graph, Map.of(), results, pool)) {
        for (int run = 0; run < 2; run++) {
          results.values().forEach(array -> array.assign(Double.NaN));
          plan.run();
          assertThat(values(first)).containsExactly(X);
          assertThat(values(second)).containsExactly(X);
          assertThat(values(third)).containsExactly(2, -4, 6, -8, 10, -12);
        }
      }
      assertThat(values(graph.values(constant))).containsExactly(X);
    }
  }

  @Test
  void reshapedResultsCanBeResultsAndAreReadLater() {
    try (Graph graph = new Graph(DataType.FLOAT)) {
      Tensor x = graph.input("x", 2, 3);
      Tensor sum = x.plus(1);
      Tensor flat = Shaping.reshape(sum, 6, 1);
      Tensor back = Shaping.reshape(flat, 3, 2);
      Tensor later = back.times(back);
      Map<Tensor, INDArray> results =
          Map.of(sum, empty(2, 3), flat, empty(6, 1), back, empty(3, 2), later, empty(3, 2));
      check(graph, results, sum, 2, -1, 4, -3, 6, -5);
      check(graph, results, flat, 2, -1, 4, -3, 6, -5);
      check(graph, results, back, 2, -1, 4, -3, 6, -5);
      check(graph, results, later, 4, 1, 16, 9, 36, 25);
    }
  }

  @Test
  void onlyTheReshapedFormNeedBeWanted() {
    try (Graph graph = new Graph(DataType.FLOAT)) {
      Tensor x = graph.input("x", 2, 3);
      Tensor sum = x.plus(1);
      Tensor first = Shaping.reshape(sum, 3, 2);
      Tensor second = Shaping.reshape(sum, 6, 1);
      Tensor later = sum.times(3);
      Map<Tensor, INDArray> results =
          Map.of(first, empty(3, 2), second, empty(6, 1), later, empty(2, 3));
      check(graph, results, first, 2, -1, 4, -3, 6, -5);
      check(graph, results, second, 2, -1, 4, -3, 6, -5);
      check(graph, results, later, 6, -3, 12, -9, 18, -15);
    }
  }

  @Test
  void wantedValuesSurviveOperationsThatReadThemLast() {
    try (Graph graph = new Graph(DataType.FLOAT)) {
      Tensor x = graph.input("x", 2, 3);
      Tensor wanted = x.plus(1);
      Tensor hidden = x.times(2);
      Tensor sum = hidden.plus(wanted);
      Tensor last = sum.times(hidden);
      Map<Tensor, INDArray> results = Map.of(wanted, empty(2, 3), last, empty(2, 3));
      check(graph, results, wanted, 2, -1, 4, -3, 6, -5);
      check(graph, results, last, 8, 20, 60, 88, 160, 204);
    }
  }

  private static void check(
      Graph graph, Map<Tensor, INDArray> results, Tensor tensor, float... expected) {
    results.values().forEach(array -> array.assign(Double.NaN));
    INDArray in = x();
    try (BufferPool pool = new BufferPool(graph.dataType());
        Plan plan = Plan.compile(graph, Map.of("x", in), results, pool)) {
      plan.run();
    }
    assertThat(values(results.get(tensor))).as(tensor.toString()).containsExactly(expected);
    assertThat(values(in)).containsExactly(X);
  }

  @Test
  void resultsMayBeViewsOfAVector() {
    try (Graph graph = new Graph(DataType.FLOAT);
        INDArray vector = Nd4j.zeros(DataType.FLOAT, 10)) {
      Tensor doubled = graph.input("x", 2, 3).times(2);
      INDArray view = vector.get(NDArrayIndex.interval(2, 8)).reshape('c', doubled.shape());
      try (BufferPool pool = new BufferPool(graph.dataType());
          Plan plan = Plan.compile(graph, Map.of("x", x()), Map.of(doubled, view), pool)) {
        plan.run();
      }
      assertThat(vector.toFloatVector()).containsExactly(0, 0, 2, -4, 6, -8, 10, -12, 0, 0);
    }
  }

  @Test
  void namesAMissingInput() {
    try (Graph graph = new Graph(DataType.FLOAT)) {
      Tensor sum = graph.input("left", 2).plus(graph.input("right", 2));
      assertThatThrownBy(
              () -> Plan.compile(graph, Map.of("left", empty(2)), Map.of(sum, empty(2)), none()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("right");
    }
  }

  @Test
  void namesAnInputOfAnotherShape() {
    try (Graph graph = new Graph(DataType.FLOAT)) {
      Tensor doubled = graph.input("latents", 2, 3).times(2);
      assertThatThrownBy(
              () ->
                  Plan.compile(
                      graph, Map.of("latents", empty(3, 2)), Map.of(doubled, empty(2, 3)), none()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("input latents is [3, 2], expected [2, 3]");
    }
  }

  @Test
  void namesAResultOfAnotherShape() {
    try (Graph graph = new Graph(DataType.FLOAT)) {
      Tensor doubled = graph.input("x", 2, 3).times(2);
      graph.name(doubled, "doubled");
      assertThatThrownBy(
              () ->
                  Plan.compile(
                      graph, Map.of("x", empty(2, 3)), Map.of(doubled, empty(3, 2)), none()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("result doubled[2, 3] does not fit [3, 2]");
    }
  }

  @Test
  void valuesOfAChainTakeTurnsInTwoBuffers() {
    try (Graph graph = new Graph(DataType.FLOAT)) {
      Tensor y = graph.input("x", 100);
      for (int i = 0; i < 20; i++) {
        y = Arithmetic.exp(y.times(0.1));
      }
      Tensor last = y.times(2);
      try (BufferPool pool = new BufferPool(graph.dataType());
          Plan plan =
              Plan.compile(graph, Map.of("x", empty(100)), Map.of(last, empty(100)), pool)) {
        assertThat(plan.size()).isEqualTo(41);
        assertThat(pool.bytes()).isEqualTo(2 * BUFFER_BYTES);
      }
    }
  }

  @Test
  void elementwiseOperationsWriteOverWhatNobodyReads() {
    try (Graph graph = new Graph(DataType.FLOAT)) {
      Tensor y = graph.input("x", 100);
      for (int i = 0; i < 20; i++) {
        y = y.times(2).plus(1);
      }
      Tensor last = y.times(2);
      try (BufferPool pool = new BufferPool(graph.dataType());
          Plan plan =
              Plan.compile(graph, Map.of("x", empty(100)), Map.of(last, empty(100)), pool)) {
        assertThat(plan.size()).isEqualTo(41);
        assertThat(pool.bytes()).isEqualTo(BUFFER_BYTES);
      }
    }
  }

  @Test
  void whatNoResultNeedsIsNotComputed() {
    try (Graph graph = new Graph(DataType.FLOAT)) {
      Tensor x = graph.input("x", 2, 3);
      Tensor wanted = x.times(2);
      Arithmetic.exp(graph.input("unused", 2, 3));
      try (BufferPool pool = new BufferPool(graph.dataType());
          Plan plan = Plan.compile(graph, Map.of("x", x()), Map.of(wanted, empty(2, 3)), pool)) {
        assertThat(plan.size()).isEqualTo(1);
      }
    }
  }

  @Test
  void plansThatTakeTurnsShareTheirBuffers() {
    try (Graph graph = new Graph(DataType.FLOAT);
        BufferPool pool = new BufferPool(DataType.FLOAT)) {
      Tensor x = graph.input("x", 2, 3);
      Tensor y = Arithmetic.exp(Arithmetic.exp(x.times(0)).plus(-1)).plus(x);
      INDArray out = empty(2, 3);
      try (Plan first = Plan.compile(graph, Map.of("x", x()), Map.of(y, out), pool)) {
        long bytes = pool.bytes();
        try (Plan second = Plan.compile(graph, Map.of("x", x()), Map.of(y, out), pool)) {
          assertThat(pool.bytes()).isEqualTo(bytes).isPositive();
          for (Plan plan : List.of(first, second, first)) {
            out.assign(Double.NaN);
            plan.run();
            assertThat(values(out)).containsExactly(2, -1, 4, -3, 6, -5);
          }
        }
      }
    }
  }

  @Test
  void closingFreesThePlanButNeitherGraphNorArrays() {
    try (Graph graph = new Graph(DataType.FLOAT);
        BufferPool pool = new BufferPool(DataType.FLOAT)) {
      Tensor x = graph.input("x", 2, 3);
      Tensor y =
          Arithmetic.exp(x.times(0)).plus(graph.constant(HostValues.doubles(x()), 2, 3).plus(1));
      INDArray in = x();
      INDArray out = empty(2, 3);
      Plan first = Plan.compile(graph, Map.of("x", in), Map.of(y, out), pool);
      Plan second = Plan.compile(graph, Map.of("x", in), Map.of(y, out), pool);
      first.run();
      first.close();
      Plan third = Plan.compile(graph, Map.of("x", in), Map.of(y, out), pool);
      for (Plan plan : List.of(second, third)) {
        out.assign(Double.NaN);
        plan.run();
        plan.close();
        assertThat(values(out)).containsExactly(3, 0, 5, -2, 7, -4);
      }
      assertThat(values(in)).containsExactly(X);
    }
  }

  private static BufferPool none() {
    return new BufferPool(DataType.FLOAT);
  }
}
