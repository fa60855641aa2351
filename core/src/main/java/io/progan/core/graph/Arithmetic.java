package io.progan.core.graph;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Elementwise operations. */
public final class Arithmetic {

  private static final Computation ADD =
      Computation.of("add", (sameDiff, in) -> sameDiff.math().add(in[0], in[1]));
  private static final Computation SUBTRACT =
      Computation.of("subtract", (sameDiff, in) -> sameDiff.math().sub(in[0], in[1]));
  private static final Computation MULTIPLY =
      Computation.of("multiply", (sameDiff, in) -> sameDiff.math().mul(in[0], in[1]));
  private static final Computation DIVIDE =
      Computation.of("divide", (sameDiff, in) -> sameDiff.math().div(in[0], in[1]));
  private static final Computation MAXIMUM =
      Computation.of("maximum", (sameDiff, in) -> sameDiff.math().max(in[0], in[1]));
  private static final Computation STEP =
      Computation.of("step", (sameDiff, in) -> sameDiff.math().step(in[0], 0));
  private static final Computation ABS =
      Computation.of("abs", (sameDiff, in) -> sameDiff.math().abs(in[0]));
  private static final Computation SIGN =
      Computation.of("sign", (sameDiff, in) -> sameDiff.math().sign(in[0]));
  private static final Computation TANH =
      Computation.of("tanh", (sameDiff, in) -> sameDiff.math().tanh(in[0]));
  private static final Computation SIGMOID =
      Computation.of("sigmoid", (sameDiff, in) -> sameDiff.nn().sigmoid(in[0]));
  private static final Computation SQRT =
      Computation.of("sqrt", (sameDiff, in) -> sameDiff.math().sqrt(in[0]));
  private static final Computation RSQRT =
      Computation.of("rsqrt", (sameDiff, in) -> sameDiff.math().rsqrt(in[0]));
  private static final Computation EXP =
      Computation.of("exp", (sameDiff, in) -> sameDiff.math().exp(in[0]));
  private static final Computation LOG =
      Computation.of("log", (sameDiff, in) -> sameDiff.math().log(in[0]));

  private Arithmetic() {}

  static Tensor add(Tensor a, Tensor b) {
    return binary(ADD, a, b, dy -> dy, dy -> dy);
  }

  static Tensor subtract(Tensor a, Tensor b) {
    return binary(SUBTRACT, a, b, dy -> dy, dy -> dy.times(-1));
  }

  static Tensor multiply(Tensor a, Tensor b) {
    return binary(MULTIPLY, a, b, dy -> dy.times(b), dy -> dy.times(a));
  }

  /** Elementwise quotient, broadcasting as the other operations of two tensors do. */
  public static Tensor divide(Tensor a, Tensor b) {
    Tensor[] y = new Tensor[1];
    y[0] = binary(DIVIDE, a, b, dy -> divide(dy, b), dy -> divide(dy.times(y[0]), b).times(-1));
    return y[0];
  }

  /** The larger of two elements. Where they are equal, the gradient goes to {@code a}. */
  public static Tensor maximum(Tensor a, Tensor b) {
    return binary(
        MAXIMUM, a, b, dy -> dy.minus(dy.times(exceeds(b, a))), dy -> dy.times(exceeds(b, a)));
  }

  /** 1 where {@code x > 0}, else 0: constant almost everywhere, so no gradient flows. */
  public static Tensor step(Tensor x) {
    return constant(STEP, x);
  }

  /** 1 where {@code a > b}, else 0: constant almost everywhere, so no gradient flows. */
  private static Tensor exceeds(Tensor a, Tensor b) {
    Tensor difference = Gradients.stop(a).minus(Gradients.stop(b));
    return constant(STEP, difference);
  }

  /** {@code |x|}; the derivative at exactly 0 is 0. */
  public static Tensor abs(Tensor x) {
    return unary(ABS, x, dy -> dy.times(constant(SIGN, x)));
  }

  /** The hyperbolic tangent. */
  public static Tensor tanh(Tensor x) {
    Tensor[] y = new Tensor[1];
    y[0] = unary(TANH, x, dy -> dy.minus(dy.times(y[0].times(y[0]))));
    return y[0];
  }

  /** The logistic function, {@code 1 / (1 + e^-x)}. */
  public static Tensor sigmoid(Tensor x) {
    Tensor[] y = new Tensor[1];
    y[0] = unary(SIGMOID, x, dy -> dy.times(y[0].minus(y[0].times(y[0]))));
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
            Computation.of(
                "softmax",
                new Reduction.Axes(List.of(d), true),
                Double.NaN,
                (sameDiff, in) -> sameDiff.nn().softmax(in[0], d)),
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
    y[0] = unary(SQRT, x, dy -> dy.times(0.5).times(reciprocal(y[0])));
    return y[0];
  }

  /** {@code 1 / sqrt(x)}. */
  public static Tensor rsqrt(Tensor x) {
    Tensor[] y = new Tensor[1];
    y[0] = unary(RSQRT, x, dy -> dy.times(y[0].times(y[0]).times(y[0]).times(-0.5)));
    return y[0];
  }

  /** {@code 1 / x}. */
  public static Tensor reciprocal(Tensor x) {
    Tensor one = x.graph().constant(x.dataType(), 1);
    Tensor y = x.graph().add(DIVIDE, x.shape(), List.of(one, x));
    return x.graph().onTape(y, List.of(x), (dy, wanted) -> List.of(dy.times(y.times(y).times(-1))));
  }

  /** {@code e^x}. */
  public static Tensor exp(Tensor x) {
    Tensor[] y = new Tensor[1];
    y[0] = unary(EXP, x, dy -> dy.times(y[0]));
    return y[0];
  }

  /** The natural logarithm. */
  public static Tensor log(Tensor x) {
    return unary(LOG, x, dy -> dy.times(reciprocal(x)));
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
    Tensor low =
        slope == 0
            ? graph.constant(x.dataType(), 0)
            : graph.add(MULTIPLY, x.shape(), List.of(x, graph.constant(x.dataType(), slope)));
    Tensor y = graph.add(MAXIMUM, x.shape(), List.of(x, low));
    Tensor[] mask = new Tensor[1];
    return graph.onTape(
        y,
        List.of(x),
        (dy, wanted) -> {
          if (mask[0] == null) {
            mask[0] = slopes(y, slope);
          }
          return List.of(dy.times(mask[0]));
        });
  }

  /**
   * 1 where {@code y > 0}, else {@code slope}: constant almost everywhere, so no gradient flows
   * through it. The result of the activation has its argument's sign, and is kept anyway.
   */
  private static Tensor slopes(Tensor y, double slope) {
    Tensor positive = constant(STEP, y);
    Tensor low = y.graph().constant(y.dataType(), slope);
    return slope == 0 ? positive : y.graph().add(MAXIMUM, y.shape(), List.of(positive, low));
  }

  /** Elementwise, and constant almost everywhere: no gradient flows. */
  private static Tensor constant(Computation computation, Tensor x) {
    return x.graph().add(computation, x.shape(), List.of(x));
  }

  private static Tensor unary(Computation computation, Tensor x, UnaryOperator<Tensor> gradient) {
    return x.graph()
        .differentiable(
            computation, x.shape(), List.of(x), (dy, wanted) -> List.of(gradient.apply(dy)));
  }

  private static Tensor binary(
      Computation computation,
      Tensor a,
      Tensor b,
      UnaryOperator<Tensor> gradientA,
      UnaryOperator<Tensor> gradientB) {
    Tensor.requireAlike(a, b);
    long[] shape = broadcast(a, b);
    return a.graph()
        .differentiable(
            computation,
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
