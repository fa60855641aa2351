package io.progan.metrics.fid;

import java.util.stream.IntStream;

/**
 * A factor F of a symmetric positive semi-definite matrix C, {@code F F^T = C}, with as many
 * columns as C has rank.
 *
 * <p>Found by Cholesky factorisation with complete pivoting (Higham, "Analysis of the Cholesky
 * Decomposition of a Semi-definite Matrix", 1990), which needs no eigenvectors and stops where only
 * rounding is left: when the largest remaining diagonal element falls to {@code n * 2^-52} of the
 * largest element. Rows stay in the order of C, so F is a row permutation of a triangular matrix.
 */
final class LowRankFactor {
  private static final int PARALLEL_FROM = 64;

  private final int size;
  private final int rank;
  private final double[] rows;

  private LowRankFactor(int size, int rank, double[] rows) {
    this.size = size;
    this.rank = rank;
    this.rows = rows;
  }

  /**
   * Factors a matrix.
   *
   * @param matrix shape {@code [n, n]}, symmetric and positive semi-definite, left unchanged
   */
  static LowRankFactor of(double[] matrix, int n) {
    double[] rows = new double[n * n];
    double[] rest = new double[n];
    for (int i = 0; i < n; i++) {
      rest[i] = matrix[i * n + i];
    }
    double stop = n * Math.ulp(1.0) * Math.max(rest[largest(rest)], 0);
    int rank = 0;
    while (rank < n) {
      int pivot = largest(rest);
      if (!(rest[pivot] > stop)) {
        break;
      }
      eliminate(matrix, rows, rest, rank, pivot);
      rank++;
    }
    return new LowRankFactor(n, rank, rows);
  }

  private static int largest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  /** Computes column {@code k} of the factor; finished rows have a rest of -infinity. */
  private static void eliminate(double[] matrix, double[] rows, double[] rest, int k, int pivot) {
    int n = rest.length;
    double root = Math.sqrt(rest[pivot]);
    rest[pivot] = Double.NEGATIVE_INFINITY;
    rows[pivot * n + k] = root;
    IntStream all = IntStream.range(0, n);
    (k < PARALLEL_FROM ? all : all.parallel())
        .filter(i -> rest[i] != Double.NEGATIVE_INFINITY)
        .forEach(
            i -> {
              double value = (matrix[i * n + pivot] - dot(rows, i * n, pivot * n, k)) / root;
              rows[i * n + k] = value;
              rest[i] -= value * value;
            });
  }

  /** Four sums side by side, because one alone waits for every addition. */
  private static double dot(double[] rows, int a, int b, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 3 < length; k += 4) {
      s0 += rows[a + k] * rows[b + k];
      s1 += rows[a + k + 1] * rows[b + k + 1];
      s2 += rows[a + k + 2] * rows[b + k + 2];
      s3 += rows[a + k + 3] * rows[b + k + 3];
    }
    for (; k < length; k++) {
      s0 += rows[a + k] * rows[b + k];
    }
    return s0 + s1 + (s2 + s3);
  }

  /** The number of rows. */
  int size() {
    return size;
  }

  /** The number of columns, 0 for a zero matrix. */
  int rank() {
    return rank;
  }

  /**
   * A copy of shape {@code [size, columns]}.
   *
   * @param columns at least the rank, at most the size; those behind the rank are zero
   */
  double[] toArray(int columns) {
    double[] copy = new double[size * columns];
    for (int i = 0; i < size; i++) {
      System.arraycopy(rows, i * size, copy, i * columns, columns);
    }
    return copy;
  }
}
