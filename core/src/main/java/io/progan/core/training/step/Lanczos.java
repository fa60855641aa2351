package io.progan.core.training.step;

import java.util.Arrays;
import java.util.Random;

/**
 * The largest eigenvalue of a symmetric positive semi-definite matrix, by Lanczos' method with full
 * reorthogonalisation (Golub and Van Loan, "Matrix Computations", section 10.1). It ends when the
 * residual is only rounding, after as many steps as the matrix has rows at most. Where eigenvalues
 * are equal, the residual vanishes after few steps, however little their vectors are determined.
 */
final class Lanczos {

  /** Largest residual, as a part of the eigenvalue. */
  private static final double TOLERANCE = 1e-13;

  private static final int CHECKED_EACH = 8;
  private static final int SEED = 5;

  private final double[] matrix;
  private final int size;
  private final double[][] basis;
  private final double[] diagonal;
  private final double[] beside;

  /**
   * An eigenvalue with its vector.
   *
   * @param vector of length 1
   */
  record Pair(double value, double[] vector) {}

  private Lanczos(double[] matrix, int size) {
    this.matrix = matrix;
    this.size = size;
    basis = new double[size][];
    diagonal = new double[size];
    beside = new double[size];
  }

  /**
   * Finds the largest.
   *
   * @param matrix shape {@code [size, size]}, left unchanged
   */
  static Pair largest(double[] matrix, int size) {
    return new Lanczos(matrix, size).run();
  }

  /** Takes an eigenvalue out of a matrix, in place, so that the next one is its largest. */
  static void deflate(double[] matrix, Pair pair) {
    double[] vector = pair.vector;
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        matrix[i * vector.length + j] -= pair.value * vector[i] * vector[j];
      }
    }
  }

  private Pair run() {
    Random random = new Random(SEED);
    double[] next = new double[size];
    Arrays.setAll(next, i -> random.nextGaussian());
    scale(next, 1 / Math.sqrt(dot(next, next)));
    for (int step = 0; ; step++) {
      basis[step] = next;
      double[] image = times(next);
      diagonal[step] = dot(image, next);
      removeBasis(image, step + 1);
      beside[step] = Math.sqrt(dot(image, image));
      boolean ended = step + 1 == size || beside[step] <= TOLERANCE * Math.abs(diagonal[0]);
      if (ended || step % CHECKED_EACH == 0) {
        double value = largestOfTridiagonal(step + 1);
        double[] small = vectorOfTridiagonal(step + 1, value);
        if (ended || beside[step] * Math.abs(small[step]) <= TOLERANCE * value) {
          return new Pair(value, combine(small));
        }
      }
      scale(image, 1 / beside[step]);
      next = image;
    }
  }

  /** Twice, since once leaves rounding behind. */
  private void removeBasis(double[] vector, int count) {
    for (int pass = 0; pass < 2; pass++) {
      for (int k = 0; k < count; k++) {
        add(vector, basis[k], 0, -dot(vector, basis[k]));
      }
    }
  }

  private double[] times(double[] vector) {
    double[] product = new double[size];
    for (int i = 0; i < size; i++) {
      add(product, matrix, i * size, vector[i]);
    }
    return product;
  }

  private double[] combine(double[] weights) {
    double[] sum = new double[size];
    for (int k = 0; k < weights.length; k++) {
      add(sum, basis[k], 0, weights[k]);
    }
    scale(sum, 1 / Math.sqrt(dot(sum, sum)));
    return sum;
  }

  /** By bisection: above the largest eigenvalue all pivots of {@code x - T} are positive. */
  private double largestOfTridiagonal(int count) {
    double low = diagonal[0];
    double high = 0;
    for (int i = 0; i < count; i++) {
      double row = diagonal[i] + (i > 0 ? beside[i - 1] : 0) + (i + 1 < count ? beside[i] : 0);
      high = Math.max(high, row);
    }
    while (high - low > 2 * Math.ulp(high)) {
      double middle = (low + high) / 2;
      if (isAbove(middle, count)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private boolean isAbove(double x, int count) {
    double pivot = x - diagonal[0];
    for (int i = 1; i < count && pivot > 0; i++) {
      pivot = x - diagonal[i] - beside[i - 1] * beside[i - 1] / pivot;
    }
    return pivot > 0;
  }

  /** By inverse iteration just above the eigenvalue, where elimination needs no pivoting. */
  private double[] vectorOfTridiagonal(int count, double value) {
    double shift = value + 8 * Math.ulp(value);
    double[] pivots = new double[count];
    for (int i = 0; i < count; i++) {
      double taken = i > 0 ? beside[i - 1] * beside[i - 1] / pivots[i - 1] : 0;
      pivots[i] = Math.max(shift - diagonal[i] - taken, Math.ulp(value));
    }
    double[] vector = new double[count];
    Arrays.fill(vector, 1);
    for (int round = 0; round < 4; round++) {
      for (int i = 1; i < count; i++) {
        vector[i] += vector[i - 1] * beside[i - 1] / pivots[i - 1];
      }
      for (int i = count - 1; i >= 0; i--) {
        double after = i + 1 < count ? beside[i] * vector[i + 1] : 0;
        vector[i] = (vector[i] + after) / pivots[i];
      }
      scale(vector, 1 / Math.sqrt(dot(vector, vector)));
    }
    return vector;
  }

  private static void scale(double[] vector, double factor) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= factor;
    }
  }

  private static void add(double[] sum, double[] from, int offset, double factor) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * from[offset + i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
