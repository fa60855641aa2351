package io.progan.core.graph;

import java.util.Arrays;
import java.util.List;

/** Matrix products. */
public final class Product {

  /**
   * The arguments of a product.
   *
   * @param first whether rows and columns of the first matrix change places
   * @param second the same for the second
   */
  public record Transposition(boolean first, boolean second) implements Arguments {}

  private Product() {}

  /** The product of two matrices, {@code [n, k]} and {@code [k, m]}. */
  public static Tensor matmul(Tensor a, Tensor b) {
    return matmul(a, b, false, false);
  }

  /**
   * The product of two matrices, or of two equally long lists of matrices {@code [count, rows,
   * columns]}, one by one.
   *
   * @param transposeA whether rows and columns of {@code a} change places first
   * @param transposeB the same for {@code b}
   */
  public static Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
    Tensor.requireAlike(a, b);
    int rows = a.rank() - 2;
    if (a.rank() != b.rank() || rows < 0 || rows > 1 || (rows == 1 && a.size(0) != b.size(0))) {
      throw new IllegalArgumentException("no matrices that go together: " + a + " and " + b);
    }
    long[] shape = a.shape();
    shape[rows] = a.size(transposeA ? rows + 1 : rows);
    shape[rows + 1] = b.size(transposeB ? rows : rows + 1);
    long inner = a.size(transposeA ? rows : rows + 1);
    if (inner != b.size(transposeB ? rows + 1 : rows)) {
      throw new IllegalArgumentException("inner dimensions differ: " + a + " and " + b);
    }
    double flops = 2.0 * Arrays.stream(shape).reduce(inner, (m, n) -> m * n);
    Computation matmul =
        Computation.of(
            "matmul",
            new Transposition(transposeA, transposeB),
            flops,
            (sameDiff, in) -> sameDiff.linalg().mmul(in[0], in[1], transposeA, transposeB, false));
    return a.graph()
        .differentiable(
            matmul,
            shape,
            List.of(a, b),
            (gradient, wanted) -> {
              Tensor dy = Reduction.repeat(gradient, shape);
              return Arrays.asList(
                  wanted[0] ? gradientA(dy, b, transposeA, transposeB) : null,
                  wanted[1] ? gradientB(dy, a, transposeA, transposeB) : null);
            });
  }

  private static Tensor gradientA(Tensor dy, Tensor b, boolean transposeA, boolean transposeB) {
    return transposeA ? matmul(b, dy, transposeB, true) : matmul(dy, b, false, !transposeB);
  }

  private static Tensor gradientB(Tensor dy, Tensor a, boolean transposeA, boolean transposeB) {
    return transposeB ? matmul(dy, a, true, transposeA) : matmul(a, dy, !transposeA, false);
  }
}
