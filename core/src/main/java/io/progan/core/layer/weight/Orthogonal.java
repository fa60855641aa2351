package io.progan.core.layer.weight;

import io.progan.core.state.Initializer;
import io.progan.dataset.numpy.RandomState;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Random matrices with orthonormal rows or columns, whichever are fewer (Saxe et al., "Exact
 * solutions to the nonlinear dynamics of learning in deep linear neural networks", 2014): the Q of
 * a QR decomposition of normal numbers, with the signs that make R's diagonal positive.
 *
 * <p>Q is computed by Cholesky decompositions of the Gram matrix, whose large products are the
 * native library's (Yamamoto et al., "Roundoff error analysis of the CholeskyQR2 algorithm", 2015).
 */
final class Orthogonal {

  private Orthogonal() {}

  /**
   * Draws weights.
   *
   * @param outputsFirst whether the first dimension of a weight counts its outputs, else the last
   */
  static Initializer initializer(boolean outputsFirst) {
    return (random, shape) -> {
      int outputs = Math.toIntExact(shape[outputsFirst ? 0 : shape.length - 1]);
      long length = 1;
      for (long size : shape) {
        length *= size;
      }
      int rest = Math.toIntExact(length / outputs);
      int rows = outputsFirst ? outputs : rest;
      return matrix(random, rows, Math.toIntExact(length / rows));
    };
  }

  /** A random matrix in C order, with orthonormal columns if it has more rows, else rows. */
  static double[] matrix(RandomState random, int rows, int columns) {
    boolean tall = rows >= columns;
    int most = Math.max(rows, columns);
    int fewest = Math.min(rows, columns);
    double[] drawn = new double[most * fewest];
    while (true) {
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = random.randn();
      }
      double[] q = orthonormal(drawn, most, fewest);
      if (q != null) {
        return tall ? q : transposed(q, most, fewest);
      }
    }
  }

  /** Q of a matrix with at least as many rows as columns; null if its rank is too low. */
  private static double[] orthonormal(double[] values, int rows, int columns) {
    double[] q = values;
    for (int round = 0; round < 2; round++) {
      try (INDArray a = Nd4j.createFromArray(q);
          INDArray gram = Nd4j.create(DataType.DOUBLE, columns, columns)) {
        INDArray matrix = a.reshape('c', rows, columns);
        Nd4j.gemm(matrix, matrix, gram, true, false, 1, 0);
        double[] inverse = inverseFactor(copy(gram, columns), columns);
        if (inverse == null) {
          return null;
        }
        try (INDArray r = Nd4j.createFromArray(inverse);
            INDArray product = Nd4j.create(DataType.DOUBLE, new long[] {rows, columns}, 'f')) {
          Nd4j.gemm(matrix, r.reshape('c', columns, columns), product, false, false, 1, 0);
          q = copy(product, columns);
        }
      }
    }
    return q;
  }

  private static double[] copy(INDArray matrix, int columns) {
    int rows = Math.toIntExact(matrix.length() / columns);
    double[] values = new double[rows * columns];
    try (INDArray ordered = matrix.dup('c')) {
      for (int i = 0; i < values.length; i++) {
        values[i] = ordered.data().getDouble(i);
      }
    }
    return values;
  }

  /** The inverse of R, where a Gram matrix is R^T R; null if it is not positive definite. */
  private static double[] inverseFactor(double[] gram, int n) {
    double[][] l = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = gram[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        if (i == j && !(sum > 0)) {
          return null;
        }
        l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
      }
    }
    // Rows of the inverse of L are columns of the inverse of R = L^T.
    double[][] inverse = new double[n][n];
    double[] result = new double[n * n];
    for (int i = 0; i < n; i++) {
      double[] row = inverse[i];
      for (int k = 0; k < i; k++) {
        double factor = l[i][k];
        for (int j = 0; j <= k; j++) {
          row[j] -= factor * inverse[k][j];
        }
      }
      for (int j = 0; j < i; j++) {
        row[j] /= l[i][i];
      }
      row[i] = 1 / l[i][i];
      for (int j = 0; j <= i; j++) {
        result[j * n + i] = row[j];
      }
    }
    return result;
  }

  private static double[] transposed(double[] values, int rows, int columns) {
    double[] result = new double[values.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result[j * rows + i] = values[i * columns + j];
      }
    }
    return result;
  }
}
