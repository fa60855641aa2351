package io.progan.core.graph;

import java.util.Arrays;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;

/** Operations that move elements without changing them. */
public final class Shaping {

  private Shaping() {}

  /** The same elements, in the same order, in another shape. */
  public static Tensor reshape(Tensor x, long... shape) {
    if (Arrays.equals(x.shape(), shape)) {
      return x;
    }
    SDVariable result = x.graph().sameDiff().reshape(x.variable(), shape);
    return x.graph()
        .differentiable(
            result,
            shape.clone(),
            List.of(x),
            (dy, wanted) -> List.of(reshape(Reduction.repeat(dy, shape), x.shape())));
  }

  /** Joins two tensors along a dimension. */
  public static Tensor concat(int dimension, Tensor a, Tensor b) {
    long[] shape = a.shape();
    shape[dimension] += b.size(dimension);
    SDVariable result = a.graph().sameDiff().concat(dimension, a.variable(), b.variable());
    return a.graph()
        .differentiable(
            result,
            shape,
            List.of(a, b),
            (gradient, wanted) -> {
              Tensor dy = Reduction.repeat(gradient, shape);
              long split = a.size(dimension);
              return Arrays.asList(
                  wanted[0] ? slice(dy, dimension, 0, split) : null,
                  wanted[1] ? slice(dy, dimension, split, b.size(dimension)) : null);
            });
  }

  /**
   * The part of a tensor that begins at {@code begin} in one dimension and is {@code size} long.
   */
  public static Tensor slice(Tensor x, int dimension, long begin, long size) {
    if (size == x.size(dimension)) {
      return x;
    }
    int[] begins = new int[x.rank()];
    begins[dimension] = (int) begin;
    long[] shape = x.shape();
    shape[dimension] = size;
    int[] sizes = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
    SDVariable result = x.graph().sameDiff().slice(x.variable(), begins, sizes);
    return x.graph()
        .differentiable(
            result,
            shape,
            List.of(x),
            (dy, wanted) -> List.of(surround(Reduction.repeat(dy, shape), x, dimension, begin)));
  }

  /** The gradient of a slice: zeros but for the slice. */
  private static Tensor surround(Tensor part, Tensor whole, int dimension, long begin) {
    Tensor result = part;
    if (begin > 0) {
      result = concat(dimension, zeros(whole, dimension, begin), result);
    }
    long after = whole.size(dimension) - begin - part.size(dimension);
    return after == 0 ? result : concat(dimension, result, zeros(whole, dimension, after));
  }

  private static Tensor zeros(Tensor like, int dimension, long size) {
    long[] shape = like.shape();
    shape[dimension] = size;
    return like.graph().zeros(shape);
  }
}
