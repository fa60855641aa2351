package io.progan.metrics.fid;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The sum of the singular values of a product of two factors. */
final class NuclearNorm {
  private static final double ALLOWED_ERROR = 1e-6;

  private NuclearNorm() {}

  /**
   * The nuclear norm of {@code A^T B}, through LAPACK's values-only singular value decomposition.
   *
   * <p>Singular vectors are not used on purpose: the OpenBLAS 0.3.19 that ND4J 1.0.0-M2.1 loads
   * returns wrong vectors above 128 rows on processors with AVX-512, the values being right. The
   * sum of their squares is compared with the Frobenius norm, so that such a fault cannot pass
   * unnoticed.
   *
   * @throws IllegalStateException if the native library returned wrong values
   */
  static double ofProduct(LowRankFactor a, LowRankFactor b) {
    if (a.rank() == 0 || b.rank() == 0) {
      return 0;
    }
    boolean tall = a.rank() >= b.rank();
    LowRankFactor left = tall ? a : b;
    LowRankFactor right = tall ? b : a;
    int size = left.rank();
    try (INDArray l = matrix(left, size);
        INDArray r = matrix(right, size);
        INDArray product = Nd4j.create(DataType.DOUBLE, new long[] {size, size}, 'f');
        INDArray singular = Nd4j.create(DataType.DOUBLE, new long[] {size}, 'c')) {
      Nd4j.gemm(l, r, product, true, false, 1, 0);
      double expected = sumOfSquares(read(product));
      Nd4j.getBlasWrapper().lapack().gesvd(product, singular, null, null);
      double[] values = read(singular);
      if (!(Math.abs(sumOfSquares(values) - expected) <= ALLOWED_ERROR * expected)) {
        throw new IllegalStateException(
            "the native LAPACK returned wrong singular values (sum of squares "
                + sumOfSquares(values)
                + ", must be "
                + expected
                + "); try OPENBLAS_CORETYPE=Haswell");
      }
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      return sum;
    }
  }

  private static INDArray matrix(LowRankFactor factor, int columns) {
    long[] shape = {factor.size(), columns};
    return Nd4j.create(factor.toArray(columns), shape, 'c');
  }

  private static double[] read(INDArray array) {
    double[] values = new double[Math.toIntExact(array.length())];
    array.data().asNioDouble().get(values);
    return values;
  }

  private static double sumOfSquares(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }
}
