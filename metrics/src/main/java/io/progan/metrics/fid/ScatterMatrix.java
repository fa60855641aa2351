package io.progan.metrics.fid;

import java.nio.DoubleBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The sum of {@code x^T x} over blocks of rows x, in double precision. The matrix is symmetric, so
 * it is computed in strips that begin at the diagonal: for 2048 columns five eighths of the work.
 */
final class ScatterMatrix implements AutoCloseable {
  private static final int STRIP = 512;

  private final int size;
  private final int maxRows;

  /** Strip i holds rows {@code [i * STRIP, (i + 1) * STRIP)} from column {@code i * STRIP} on. */
  private final INDArray[] strips;

  /** The factors of each strip, kept because fresh memory costs as much as filling it. */
  private final INDArray[] lefts;

  private final INDArray[] rights;

  /**
   * A matrix of zeros, outside the Java heap until it is closed.
   *
   * @param size the numbers of a row
   * @param maxRows how many rows are added at once
   */
  ScatterMatrix(int size, int maxRows) {
    this.size = size;
    this.maxRows = maxRows;
    strips = new INDArray[(size + STRIP - 1) / STRIP];
    lefts = new INDArray[strips.length];
    rights = new INDArray[strips.length];
    for (int i = 0; i < strips.length; i++) {
      int width = size - i * STRIP;
      strips[i] = Nd4j.create(DataType.DOUBLE, new long[] {height(i), width}, 'f');
      lefts[i] = Nd4j.create(DataType.DOUBLE, new long[] {maxRows, height(i)}, 'c');
      rights[i] = Nd4j.create(DataType.DOUBLE, new long[] {maxRows, width}, 'c');
    }
  }

  private int height(int strip) {
    return Math.min(size - strip * STRIP, STRIP);
  }

  /**
   * Adds a block of rows.
   *
   * @param rows shape {@code [maxRows, size]}; rows of zeros change nothing
   */
  void add(double[] rows) {
    for (int i = 0; i < strips.length; i++) {
      copyColumns(rows, i * STRIP, lefts[i]);
      copyColumns(rows, i * STRIP, rights[i]);
      Nd4j.gemm(lefts[i], rights[i], strips[i], true, false, 1, 1);
    }
  }

  private void copyColumns(double[] rows, int from, INDArray part) {
    int width = part.columns();
    DoubleBuffer buffer = part.data().asNioDouble();
    for (int row = 0; row < maxRows; row++) {
      buffer.put(row * width, rows, row * size + from, width);
    }
  }

  /** The whole matrix times a number, shape {@code [size, size]}. */
  double[] times(double factor) {
    double[] matrix = new double[size * size];
    for (int i = 0; i < strips.length; i++) {
      double[] strip = new double[Math.toIntExact(strips[i].length())];
      strips[i].data().asNioDouble().get(strip);
      int first = i * STRIP;
      int height = height(i);
      for (int at = 0; at < strip.length; at++) {
        int row = first + at % height;
        int column = first + at / height;
        matrix[row * size + column] = factor * strip[at];
        matrix[column * size + row] = factor * strip[at];
      }
    }
    return matrix;
  }

  @Override
  public void close() {
    for (int i = 0; i < strips.length; i++) {
      strips[i].close();
      lefts[i].close();
      rights[i].close();
    }
  }
}
