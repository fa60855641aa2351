package io.progan.core.graph;

import java.util.Arrays;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;

/** Matrix products. */
public final class Product {

  private Product() {}

  /** The product of two matrices, {@code [n, k]} and {@code [k, m]}. */
  public static Tensor matmul(Tensor a, Tensor b) {
    return matmul(a, b, false, false);
  }

  private static Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
    long[] shape = {a.size(transposeA ? 1 : 0), b.size(transposeB ? 0 : 1)};
    if (a.size(transposeA ? 0 : 1) != b.size(transposeB ? 1 : 0)) {
      throw new IllegalArgumentException("inner dimensions differ: " + a + " and " + b);
    }
    SDVariable result =
        a.graph()
            .sameDiff()
            .linalg()
            .mmul(a.variable(), b.variable(), transposeA, transposeB, false);
    return a.graph()
        .differentiable(
            result,
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
