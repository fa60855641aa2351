package io.progan.core.graph;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.nd4j.autodiff.samediff.SDVariable;

/** Elementwise operations. */
public final class Arithmetic {

  private Arithmetic() {}

  static Tensor add(Tensor a, Tensor b) {
    return binary(
        a.graph().sameDiff().math().add(a.variable(), b.variable()), a, b, dy -> dy, dy -> dy);
  }

  static Tensor subtract(Tensor a, Tensor b) {
    return binary(
        a.graph().sameDiff().math().sub(a.variable(), b.variable()),
        a,
        b,
        dy -> dy,
        dy -> dy.times(-1));
  }

  static Tensor multiply(Tensor a, Tensor b) {
    return binary(
        a.graph().sameDiff().math().mul(a.variable(), b.variable()),
        a,
        b,
        dy -> dy.times(b),
        dy -> dy.times(a));
  }

  /** {@code sqrt(x)}; the gradient is infinite at 0. */
  public static Tensor sqrt(Tensor x) {
    Tensor[] y = new Tensor[1];
    y[0] =
        unary(
            x.graph().sameDiff().math().sqrt(x.variable()),
            x,
            dy -> dy.times(0.5).times(reciprocal(y[0])));
    return y[0];
  }

  /** {@code 1 / sqrt(x)}. */
  public static Tensor rsqrt(Tensor x) {
    Tensor[] y = new Tensor[1];
    y[0] =
        unary(
            x.graph().sameDiff().math().rsqrt(x.variable()),
            x,
            dy -> dy.times(y[0].times(y[0]).times(y[0]).times(-0.5)));
    return y[0];
  }

  /** {@code 1 / x}. */
  public static Tensor reciprocal(Tensor x) {
    Tensor[] y = new Tensor[1];
    SDVariable one = x.graph().constant(1).variable();
    y[0] =
        unary(
            x.graph().sameDiff().math().div(one, x.variable()),
            x,
            dy -> dy.times(y[0].times(y[0]).times(-1)));
    return y[0];
  }

  /** {@code e^x}. */
  public static Tensor exp(Tensor x) {
    Tensor[] y = new Tensor[1];
    y[0] = unary(x.graph().sameDiff().math().exp(x.variable()), x, dy -> dy.times(y[0]));
    return y[0];
  }

  /** The natural logarithm. */
  public static Tensor log(Tensor x) {
    return unary(x.graph().sameDiff().math().log(x.variable()), x, dy -> dy.times(reciprocal(x)));
  }

  /**
   * {@code max(x, slope * x)}: leaky ReLU for a slope below 1, ReLU for slope 0. The derivative at
   * exactly 0 is the slope.
   *
   * <p>SameDiff's own leaky ReLU costs ten times a multiplication and its gradient cannot be
   * differentiated; the mask of slopes is shared by the first and the second derivative.
   */
  public static Tensor leakyRelu(Tensor x, double slope) {
    Graph graph = x.graph();
    Tensor low = graph.constant(0);
    SDVariable scaled =
        slope == 0
            ? low.variable()
            : graph.sameDiff().math().mul(x.variable(), graph.constant(slope).variable());
    Tensor[] y = new Tensor[1];
    Tensor[] mask = new Tensor[1];
    y[0] =
        unary(
            graph.sameDiff().math().max(x.variable(), scaled),
            x,
            dy -> {
              if (mask[0] == null) {
                mask[0] = slopes(y[0], slope);
              }
              return dy.times(mask[0]);
            });
    return y[0];
  }

  /**
   * 1 where {@code y > 0}, else {@code slope}; no gradient flows through it. The result of the
   * activation has its argument's sign, and is kept anyway.
   */
  private static Tensor slopes(Tensor y, double slope) {
    Graph graph = y.graph();
    var math = graph.sameDiff().math();
    SDVariable positive = math.step(y.variable(), 0);
    return graph.withoutGradient(
        slope == 0 ? positive : math.max(positive, graph.constant(slope).variable()), y.shape());
  }

  private static Tensor unary(SDVariable result, Tensor x, UnaryOperator<Tensor> gradient) {
    return x.graph()
        .differentiable(result, x.shape(), List.of(x), (dy, wanted) -> List.of(gradient.apply(dy)));
  }

  private static Tensor binary(
      SDVariable result,
      Tensor a,
      Tensor b,
      UnaryOperator<Tensor> gradientA,
      UnaryOperator<Tensor> gradientB) {
    long[] shape = broadcast(a, b);
    return a.graph()
        .differentiable(
            result,
            shape,
            List.of(a, b),
            (dy, wanted) ->
                Arrays.asList(
                    wanted[0] ? Reduction.sumTo(gradientA.apply(dy), shape, a.shape()) : null,
                    wanted[1] ? Reduction.sumTo(gradientB.apply(dy), shape, b.shape()) : null));
  }

  private static long[] broadcast(Tensor a, Tensor b) {
    if (b.rank() == 0) {
      return a.shape();
    }
    if (a.rank() == 0) {
      return b.shape();
    }
    if (a.rank() != b.rank()) {
      throw new IllegalArgumentException("ranks differ: " + a + " and " + b);
    }
    long[] shape = a.shape();
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] != b.size(i) && shape[i] != 1 && b.size(i) != 1) {
        throw new IllegalArgumentException("shapes do not broadcast: " + a + " and " + b);
      }
      shape[i] = Math.max(shape[i], b.size(i));
    }
    return shape;
  }
}
