package io.progan.core.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Sums and means. */
public final class Reduction {

  /**
   * The arguments of a reduction.
   *
   * @param dimensions over which it goes
   * @param kept whether they stay, with length 1
   */
  public record Axes(List<Integer> dimensions, boolean kept) implements Arguments {

    /** Copies the list. */
    public Axes {
      dimensions = List.copyOf(dimensions);
    }

    Axes(int[] dimensions, boolean kept) {
      this(Arrays.stream(dimensions).boxed().toList(), kept);
    }
  }

  private Reduction() {}

  /** The sum of all elements, a scalar. */
  public static Tensor sum(Tensor x) {
    return x.rank() == 0 ? x : reduce(x, false, IntStream.range(0, x.rank()).toArray());
  }

  /** The mean of all elements, a scalar. */
  public static Tensor mean(Tensor x) {
    return sum(x).times(1.0 / x.length());
  }

  /** The sum over some dimensions, which stay with length 1. */
  public static Tensor sumOver(Tensor x, int... dimensions) {
    return reduce(x, true, dimensions);
  }

  /** The mean over some dimensions, which stay with length 1. */
  public static Tensor meanOver(Tensor x, int... dimensions) {
    long count = Arrays.stream(dimensions).mapToLong(x::size).reduce(1, (a, b) -> a * b);
    return sumOver(x, dimensions).times(1.0 / count);
  }

  /**
   * The mean of squared deviations from the mean over some dimensions, which stay with length 1.
   */
  public static Tensor varianceOver(Tensor x, int... dimensions) {
    Tensor centred = x.minus(meanOver(x, dimensions));
    return meanOver(centred.times(centred), dimensions);
  }

  /**
   * The maximum over some dimensions, which stay with length 1. It cannot be differentiated: where
   * its gradient is not wanted, give it {@link Gradients#stop} of a tensor.
   */
  public static Tensor maxOver(Tensor x, int... dimensions) {
    long[] shape = x.shape();
    for (int dimension : dimensions) {
      shape[dimension] = 1;
    }
    Computation maximum =
        Computation.of(
            "reduce_max",
            new Axes(dimensions, true),
            Double.NaN,
            (sameDiff, in) -> sameDiff.max(in[0], true, dimensions));
    Tensor y = x.graph().add(maximum, shape, List.of(x));
    return x.graph().finalGradient(y, "a maximum", List.of(x));
  }

  /**
   * The gradient at an operand that was broadcast: sums over what the operand was repeated along.
   *
   * @param gradient of the result's shape, or broadcastable to it
   * @param resultShape the shape of the operation's result
   * @param operandShape the shape of the operand
   * @return a gradient of the operand's shape, or broadcastable to it
   */
  static Tensor sumTo(Tensor gradient, long[] resultShape, long[] operandShape) {
    double factor = 1;
    List<Integer> repeated = new ArrayList<>();
    for (int i = 0; i < resultShape.length; i++) {
      boolean operandRepeated = operandShape.length == 0 || operandShape[i] < resultShape[i];
      if (operandRepeated && gradient.rank() > 0 && gradient.size(i) > 1) {
        repeated.add(i);
      } else if (operandRepeated) {
        factor *= resultShape[i];
      }
    }
    int[] dimensions = repeated.stream().mapToInt(i -> i).toArray();
    if (operandShape.length == 0) {
      return sum(gradient).times(factor);
    }
    return (dimensions.length == 0 ? gradient : sumOver(gradient, dimensions)).times(factor);
  }

  /** A tensor that is broadcastable to {@code shape}, repeated to that shape. */
  public static Tensor repeat(Tensor x, long... shape) {
    return Arrays.equals(x.shape(), shape) ? x : x.times(x.graph().ones(x.dataType(), shape));
  }

  private static Tensor reduce(Tensor x, boolean keepDimensions, int... dimensions) {
    long[] shape = x.shape();
    for (int dimension : dimensions) {
      shape[dimension] = 1;
    }
    Computation sum =
        Computation.of(
            "reduce_sum",
            new Axes(dimensions, keepDimensions),
            (double) x.length(),
            (sameDiff, in) -> sameDiff.sum(in[0], keepDimensions, dimensions));
    return x.graph()
        .differentiable(
            sum, keepDimensions ? shape : new long[0], List.of(x), (dy, wanted) -> List.of(dy));
  }
}
