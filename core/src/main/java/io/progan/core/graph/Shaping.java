package io.progan.core.graph;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/** Operations that move elements without changing them. */
public final class Shaping {

  /**
   * The arguments of a slice.
   *
   * @param dimension which is shortened
   * @param begin where the part begins in it
   */
  public record Part(int dimension, long begin) implements Arguments {}

  private Shaping() {}

  /** The same elements, in the same order, in another shape. */
  public static Tensor reshape(Tensor x, long... shape) {
    if (Arrays.equals(x.shape(), shape)) {
      return x;
    }
    Computation reshape =
        Computation.of("reshape", (sameDiff, in) -> sameDiff.reshape(in[0], shape));
    return x.graph()
        .differentiable(
            reshape,
            shape.clone(),
            List.of(x),
            (dy, wanted) -> List.of(reshape(Reduction.repeat(dy, shape), x.shape())));
  }

  /**
   * Reorders the dimensions.
   *
   * @param order for each dimension of the result, which one of {@code x} it is
   */
  public static Tensor permute(Tensor x, int... order) {
    long[] shape = new long[order.length];
    int[] inverse = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      shape[i] = x.size(order[i]);
      inverse[order[i]] = i;
    }
    Computation permute =
        Computation.of("permute", (sameDiff, in) -> sameDiff.permute(in[0], order));
    return x.graph()
        .differentiable(
            permute,
            shape,
            List.of(x),
            (dy, wanted) -> List.of(permute(Reduction.repeat(dy, shape), inverse)));
  }

  /** The transpose of a matrix. */
  public static Tensor transpose(Tensor x) {
    return permute(x, 1, 0);
  }

  /**
   * Rows of a matrix, for example the embeddings of classes.
   *
   * <p>The gradient adds up at each row what arrives at its copies, as a product with the indices'
   * one-hot matrix, whose sum has the same order in every run.
   *
   * @param table {@code [rows, columns]}
   * @param indices {@code [count]}, of type INT32 or INT64, each in {@code [0, rows)}
   * @return {@code [count, columns]}
   */
  public static Tensor gather(Tensor table, Tensor indices) {
    if (table.rank() != 2 || indices.rank() != 1 || !indices.dataType().isIntType()) {
      throw new IllegalArgumentException(
          "rows of %s cannot be gathered by %s of %s"
              .formatted(table, indices, indices.dataType()));
    }
    long[] shape = {indices.size(0), table.size(1)};
    Computation gather =
        Computation.of("gather", (sameDiff, in) -> sameDiff.gather(in[0], in[1], 0));
    Graph graph = table.graph();
    return graph.onTape(
        graph.add(gather, shape, List.of(table, indices)),
        List.of(table),
        (dy, wanted) -> {
          Tensor chosen = oneHot(indices, table.size(0), table.dataType());
          return List.of(Product.matmul(chosen, Reduction.repeat(dy, shape), true, false));
        });
  }

  /** 1 at the index in a new last dimension, elsewhere 0; no gradient flows. */
  static Tensor oneHot(Tensor indices, long depth, DataType type) {
    long[] shape = Arrays.copyOf(indices.shape(), indices.rank() + 1);
    shape[indices.rank()] = depth;
    int length = Math.toIntExact(depth);
    Computation oneHot =
        Computation.of("onehot", (sameDiff, in) -> sameDiff.oneHot(in[0], length, -1, 1, 0, type));
    return indices.graph().add(oneHot, type, shape, List.of(indices));
  }

  /** Joins two tensors along a dimension. */
  public static Tensor concat(int dimension, Tensor a, Tensor b) {
    Tensor.requireAlike(a, b);
    long[] shape = a.shape();
    shape[dimension] += b.size(dimension);
    Computation concat = Computation.of("concat", (sameDiff, in) -> sameDiff.concat(dimension, in));
    return a.graph()
        .differentiable(
            concat,
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
    Computation slice =
        Computation.of(
            "slice",
            new Part(dimension, begin),
            Double.NaN,
            (sameDiff, in) -> sameDiff.slice(in[0], begins, sizes));
    return x.graph()
        .differentiable(
            slice,
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
    return like.graph().zeros(like.dataType(), shape);
  }
}
