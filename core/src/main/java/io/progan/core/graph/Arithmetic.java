package io.progan.core.graph;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.ops.SDMath;

/** Elementwise operations. */
public final class Arithmetic {

  /** An operation of SameDiff with two operands. */
  private interface Operator {
    SDVariable apply(SDMath math, SDVariable a, SDVariable b);
  }

  private Arithmetic() {}

  static Tensor add(Tensor a, Tensor b) {
    return binary(SDMath::add, a, b, dy -> dy, dy -> dy);
  }

  static Tensor subtract(Tensor a, Tensor b) {
    return binary(SDMath::sub, a, b, dy -> dy, dy -> dy.times(-1));
  }

  static Tensor multiply(Tensor a, Tensor b) {
    return binary(SDMath::mul, a, b, dy -> dy.times(b), dy -> dy.times(a));
  }

  /** Elementwise quotient, broadcasting as the other operations of two tensors do. */
  public static Tensor divide(Tensor a, Tensor b) {
    Tensor[] y = new Tensor[1];
    y[0] =
        binary(SDMath::div, a, b, dy -> divide(dy, b), dy -> divide(dy.times(y[0]), b).times(-1));
    return y[0];
  }

  /** The larger of two elements. Where they are equal, the gradient goes to {@code a}. */
  public static Tensor maximum(Tensor a, Tensor b) {
    return binary(
        SDMath::max, a, b, dy -> dy.minus(dy.times(exceeds(b, a))), dy -> dy.times(exceeds(b, a)));
  }

  /** 1 where {@code a > b}, else 0: constant almost everywhere, so no gradient flows. */
  private static Tensor exceeds(Tensor a, Tensor b) {
    Tensor difference = Gradients.stop(a).minus(Gradients.stop(b));
    SDVariable step = a.graph().sameDiff().math().step(difference.variable(), 0);
    return a.graph().add(step, a.dataType(), difference.shape());
  }

  /** {@code |x|}; the derivative at exactly 0 is 0. */
  public static Tensor abs(Tensor x) {
    var math = x.graph().sameDiff().math();
    return unary(
        math.abs(x.variable()),
        x,
        dy -> dy.times(x.graph().add(math.sign(x.variable()), x.dataType(), x.shape())));
  }

  /** The hyperbolic tangent. */
  public static Tensor tanh(Tensor x) {
    Tensor[] y = new Tensor[1];
    y[0] =
        unary(
            x.graph().sameDiff().math().tanh(x.variable()),
            x,
            dy -> dy.minus(dy.times(y[0].times(y[0]))));
    return y[0];
  }

  /** The logistic function, {@code 1 / (1 + e^-x)}. */
  public static Tensor sigmoid(Tensor x) {
    Tensor[] y = new Tensor[1];
    y[0] =
        unary(
            x.graph().sameDiff().nn().sigmoid(x.variable()),
            x,
            dy -> dy.times(y[0].minus(y[0].times(y[0]))));
    return y[0];
  }

  /**
   * {@code log(1 + e^x)}, for any x: computed as {@code max(x, 0) + log(1 + e^-|x|)}, which does
   * not overflow. Its derivative is the logistic function.
   */
  public static Tensor softplus(Tensor x) {
    Tensor constant = Gradients.stop(x);
    Tensor rest = log(exp(abs(constant).times(-1)).plus(1));
    Tensor y = leakyRelu(constant, 0).plus(rest);
    return x.graph().onTape(y, List.of(x), (dy, wanted) -> List.of(dy.times(sigmoid(x))));
  }

  /**
   * Exponentials that sum to 1 along a dimension.
   *
   * @param dimension counted from 0; negative from the last, which is -1
   */
  public static Tensor softmax(Tensor x, int dimension) {
    int d = dimension < 0 ? dimension + x.rank() : dimension;
    Tensor[] y = new Tensor[1];
    y[0] =
        unary(
            x.graph().sameDiff().nn().softmax(x.variable(), d),
            x,
            gradient -> {
              Tensor weighted = Reduction.repeat(gradient, x.shape()).times(y[0]);
              return weighted.minus(y[0].times(Reduction.sumOver(weighted, d)));
            });
    return y[0];
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
    SDVariable one = x.graph().constant(x.dataType(), 1).variable();
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
    SDVariable low =
        slope == 0 ? graph.constant(x.dataType(), 0).variable() : scaled(x, slope).variable();
    Tensor[] y = new Tensor[1];
    Tensor[] mask = new Tensor[1];
    y[0] =
        unary(
            graph.sameDiff().math().max(x.variable(), low),
            x,
            dy -> {
              if (mask[0] == null) {
                mask[0] = slopes(y[0], slope);
              }
              return dy.times(mask[0]);
            });
    return y[0];
  }

  private static Tensor scaled(Tensor x, double slope) {
    Tensor factor = x.graph().constant(x.dataType(), slope);
    SDVariable result = x.graph().sameDiff().math().mul(x.variable(), factor.variable());
    return x.graph().add(result, x.dataType(), x.shape());
  }

  /**
   * 1 where {@code y > 0}, else {@code slope}: constant almost everywhere, so no gradient flows
   * through it. The result of the activation has its argument's sign, and is kept anyway.
   */
  private static Tensor slopes(Tensor y, double slope) {
    Graph graph = y.graph();
    var math = graph.sameDiff().math();
    Tensor positive = graph.add(math.step(y.variable(), 0), y.dataType(), y.shape());
    if (slope == 0) {
      return positive;
    }
    SDVariable low = graph.constant(y.dataType(), slope).variable();
    return graph.add(math.max(positive.variable(), low), y.dataType(), y.shape());
  }

  private static Tensor unary(SDVariable result, Tensor x, UnaryOperator<Tensor> gradient) {
    return x.graph()
        .differentiable(result, x.shape(), List.of(x), (dy, wanted) -> List.of(gradient.apply(dy)));
  }

  private static Tensor binary(
      Operator operator,
      Tensor a,
      Tensor b,
      UnaryOperator<Tensor> gradientA,
      UnaryOperator<Tensor> gradientB) {
    Tensor.requireAlike(a, b);
    long[] shape = broadcast(a, b);
    return a.graph()
        .differentiable(
            operator.apply(a.graph().sameDiff().math(), a.variable(), b.variable()),
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
