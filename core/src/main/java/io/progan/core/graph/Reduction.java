package io.progan.core.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Sums and means.
 *
 * <p>The two sums that training is full of, over channels (pixel norm) and over all but the
 * channels (gradients of biases), are products with ones where those are faster: two to ten times,
 * since ND4J's reductions read an image once for each sum.
 */
public final class Reduction {

  /** Sums over channels are products up to this many pixels. */
  private static final long PRODUCT_OVER_CHANNELS_TO_PIXELS = 32 * 32;

  /** Sums over all but the channels are products from this many pixels on. */
  private static final long PRODUCT_OVER_PIXELS_FROM = 16 * 16;

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

  /** The maximum over some dimensions, which stay with length 1; no gradient flows through it. */
  public static Tensor maxOver(Tensor x, int... dimensions) {
    long[] shape = x.shape();
    for (int dimension : dimensions) {
      shape[dimension] = 1;
    }
    return x.graph()
        .withoutGradient(x.graph().sameDiff().max(x.variable(), true, dimensions), shape);
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
    return Arrays.equals(x.shape(), shape) ? x : x.times(x.graph().ones(shape));
  }

  private static Tensor reduce(Tensor x, boolean keepDimensions, int... dimensions) {
    long[] shape = x.shape();
    for (int dimension : dimensions) {
      shape[dimension] = 1;
    }
    SDVariable result;
    if (keepDimensions && isOverChannels(x, dimensions)) {
      result = overChannels(x, shape);
    } else if (keepDimensions && isOverPixels(x, dimensions)) {
      result = overPixels(x, shape);
    } else {
      result = x.graph().sameDiff().sum(x.variable(), keepDimensions, dimensions);
    }
    return x.graph()
        .differentiable(
            result, keepDimensions ? shape : new long[0], List.of(x), (dy, wanted) -> List.of(dy));
  }

  private static boolean isOverChannels(Tensor x, int... dimensions) {
    return x.rank() == 4
        && Arrays.equals(dimensions, new int[] {1})
        && x.size(2) * x.size(3) <= PRODUCT_OVER_CHANNELS_TO_PIXELS;
  }

  private static SDVariable overChannels(Tensor x, long... shape) {
    SameDiff sameDiff = x.graph().sameDiff();
    SDVariable images = sameDiff.reshape(x.variable(), x.size(0), x.size(1), x.size(2) * x.size(3));
    SDVariable ones = x.graph().ones(x.size(0), 1, x.size(1)).variable();
    return sameDiff.reshape(sameDiff.mmul(ones, images), shape);
  }

  private static boolean isOverPixels(Tensor x, int... dimensions) {
    return x.rank() == 4
        && Arrays.equals(dimensions, new int[] {0, 2, 3})
        && x.size(2) * x.size(3) >= PRODUCT_OVER_PIXELS_FROM;
  }

  private static SDVariable overPixels(Tensor x, long... shape) {
    SameDiff sameDiff = x.graph().sameDiff();
    long pixels = x.size(2) * x.size(3);
    SDVariable planes = sameDiff.reshape(x.variable(), x.size(0) * x.size(1), pixels);
    SDVariable sums = sameDiff.mmul(planes, x.graph().ones(pixels, 1).variable());
    return sameDiff.reshape(sameDiff.sum(sameDiff.reshape(sums, x.size(0), x.size(1)), 0), shape);
  }
}
