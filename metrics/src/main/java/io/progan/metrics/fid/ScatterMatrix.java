package io.progan.metrics.fid;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasLower;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.cblas_dsyrk;

import java.nio.DoubleBuffer;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The sum of {@code x^T x} over blocks of rows x, in double precision, by BLAS's dsyrk: since the
 * matrix is symmetric, half of it is computed. (ND4J's own {@code syrk} passes a wrong number of
 * rows.)
 */
final class ScatterMatrix implements AutoCloseable {

  /** Columns that are written, and rows that are mirrored, at a time. */
  private static final int STRIP = 256;

  private final int size;
  private final DoublePointer rows;

  /** Row by row; only elements from the diagonal on are computed. */
  private final DoublePointer sum;

  /** Writes some columns of the rows that are added. */
  @FunctionalInterface
  interface Columns {

    /**
     * Called by several threads at once.
     *
     * @param first the number of the first column
     * @param count how many columns
     * @param target shape {@code [maxRows, size]}; all rows that are added are to be written
     */
    void write(int first, int count, DoubleBuffer target);
  }

  /**
   * A matrix of zeros, outside the Java heap until it is closed.
   *
   * @param size the numbers of a row
   * @param maxRows how many rows can be added at once
   */
  ScatterMatrix(int size, int maxRows) {
    this.size = size;
    rows = new DoublePointer((long) maxRows * size);
    sum = new DoublePointer((long) size * size);
    Pointer.memset(sum, 0, sum.capacity() * Double.BYTES);
  }

  /**
   * Adds a block of rows.
   *
   * @param count how many rows, at most {@code maxRows}
   */
  void add(int count, Columns columns) {
    DoubleBuffer target = rows.asBuffer();
    strips()
        .forEach(
            strip -> columns.write(strip * STRIP, Math.min(size - strip * STRIP, STRIP), target));
    cblas_dsyrk(CblasColMajor, CblasLower, CblasNoTrans, size, count, 1, rows, size, 1, sum, size);
  }

  private IntStream strips() {
    return IntStream.range(0, (size + STRIP - 1) / STRIP).parallel();
  }

  /** The whole matrix times a number, shape {@code [size, size]}. */
  double[] times(double factor) {
    double[] matrix = new double[Math.multiplyExact(size, size)];
    DoubleBuffer source = sum.asBuffer();
    strips().forEach(strip -> scale(source, factor, matrix, strip * STRIP));
    strips().forEach(strip -> mirror(matrix, strip * STRIP));
    return matrix;
  }

  /** Copies some rows from the diagonal on. */
  private void scale(DoubleBuffer source, double factor, double[] matrix, int first) {
    for (int row = first; row < Math.min(size, first + STRIP); row++) {
      int from = row * size + row;
      int end = (row + 1) * size;
      source.get(from, matrix, from, end - from);
      for (int i = from; i < end; i++) {
        matrix[i] *= factor;
      }
    }
  }

  /** Fills some rows up to the diagonal from the columns above it. */
  private void mirror(double[] matrix, int first) {
    int end = Math.min(size, first + STRIP);
    for (int from = 0; from < end; from += STRIP) {
      for (int row = first; row < end; row++) {
        for (int column = from; column < Math.min(row, from + STRIP); column++) {
          matrix[row * size + column] = matrix[column * size + row];
        }
      }
    }
  }

  @Override
  public void close() {
    rows.close();
    sum.close();
  }
}
