package io.progan.metrics.fid;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasLower;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.cblas_dsyrk;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.DoublePointer;

/**
 * The sum of {@code x x^T} over many vectors x, in double precision, by BLAS's dsyrk: since the
 * matrix is symmetric, half of it is computed. Vectors wait in a block until there are enough of
 * them. (ND4J's own {@code syrk} passes a wrong number of rows.)
 */
final class ScatterMatrix implements AutoCloseable {
  private static final int BLOCK_ROWS = 1024;

  /** Components that a thread takes at a time when vectors are written. */
  private static final int STRIP = 512;

  /**
   * Rows that a thread takes at a time, and side of the squares in which the matrix is mirrored.
   */
  private static final int TILE = 32;

  private final int size;
  private final DoublePointer allocatedBlock;
  private final DoubleBuffer block;
  private int waiting;

  /** Row by row; only elements from the diagonal on are computed, at first none. */
  private final DoublePointer sum;

  private boolean empty = true;

  /**
   * A matrix of zeros, outside the Java heap until it is closed.
   *
   * @param size the components of a vector
   */
  ScatterMatrix(int size) {
    this.size = size;
    allocatedBlock = new DoublePointer((long) BLOCK_ROWS * size);
    block = allocatedBlock.asBuffer();
    sum = new DoublePointer((long) size * size);
  }

  /** How many vectors can be written at once, at least 1. */
  int free() {
    return BLOCK_ROWS - waiting;
  }

  /**
   * Writes vectors relative to an origin, which count once they are kept.
   *
   * @param vectors shape {@code [.., size]}
   * @param from where in the array the first one begins
   * @param count how many, at most {@link #free}
   * @param origin shape {@code [size]}
   * @return the sum of what was written, shape {@code [size]}
   */
  double[] write(float[] vectors, int from, int count, double[] origin) {
    double[] total = new double[size];
    parallel(STRIP).forEach(first -> write(vectors, from, count, origin, first, total));
    return total;
  }

  /** Writes a strip. Plain loops over small arrays are what the compiler makes vectors of. */
  private void write(
      float[] vectors, int from, int count, double[] origin, int first, double[] total) {
    double[] strip = Arrays.copyOfRange(origin, first, Math.min(size, first + STRIP));
    double[] sums = new double[strip.length];
    double[] row = new double[strip.length];
    for (int r = 0; r < count; r++) {
      int at = from + r * size + first;
      for (int i = 0; i < row.length; i++) {
        row[i] = vectors[at + i];
      }
      for (int i = 0; i < row.length; i++) {
        double difference = row[i] - strip[i];
        row[i] = difference;
        sums[i] += difference;
      }
      block.put((waiting + r) * size + first, row);
    }
    System.arraycopy(sums, 0, total, first, sums.length);
  }

  /** Numbers from 0 to the size in steps, for several threads. */
  private IntStream parallel(int step) {
    return IntStream.range(0, (size + step - 1) / step).parallel().map(i -> i * step);
  }

  /** Lets vectors count that were written. */
  void keep(int count) {
    waiting += count;
    if (waiting == BLOCK_ROWS) {
      addBlock();
    }
  }

  private void addBlock() {
    double before = empty ? 0 : 1;
    cblas_dsyrk(
        CblasColMajor,
        CblasLower,
        CblasNoTrans,
        size,
        waiting,
        1,
        allocatedBlock,
        size,
        before,
        sum,
        size);
    waiting = 0;
    empty = false;
  }

  /**
   * The covariance {@code (S - s s^T / n) / (n - 1)} of the vectors that were kept, S being this
   * matrix, shape {@code [size, size]}.
   *
   * @param s their sum
   * @param n their number
   */
  double[] covariance(double[] s, long n) {
    if (waiting > 0) {
      addBlock();
    }
    double[] covariance = new double[Math.multiplyExact(size, size)];
    DoubleBuffer source = sum.asBuffer();
    parallel(TILE).forEach(first -> centre(source, s, n, covariance, first));
    return covariance;
  }

  /** Makes some rows from the diagonal on, and the columns below them. */
  private void centre(DoubleBuffer source, double[] s, long n, double[] covariance, int first) {
    int end = Math.min(size, first + TILE);
    double factor = 1.0 / (n - 1);
    double[] values = new double[size];
    for (int row = first; row < end; row++) {
      double share = s[row] / n;
      source.get(row * size + row, values, row, size - row);
      for (int column = row; column < size; column++) {
        values[column] = (values[column] - share * s[column]) * factor;
      }
      System.arraycopy(values, row, covariance, row * size + row, size - row);
    }
    for (int from = first; from < size; from += TILE) {
      for (int column = from; column < Math.min(size, from + TILE); column++) {
        for (int row = first; row < Math.min(end, column); row++) {
          covariance[column * size + row] = covariance[row * size + column];
        }
      }
    }
  }

  @Override
  public void close() {
    allocatedBlock.close();
    sum.close();
  }
}
