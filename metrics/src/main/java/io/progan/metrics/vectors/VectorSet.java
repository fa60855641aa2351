package io.progan.metrics.vectors;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Vectors of one length, such as the features of some pictures, fed one minibatch after the other.
 *
 * <p>Memory is {@code 4 * count * dimension} bytes outside the Java heap: 410 MB for 50000 pictures
 * of 2048 features. Not safe for use by several threads while vectors are added; close it to free
 * the memory.
 */
public final class VectorSet implements AutoCloseable {
  private static final int CHUNK_ROWS = 1024;

  private final int dimension;
  private final List<INDArray> chunks = new ArrayList<>();
  private final List<FloatBuffer> buffers = new ArrayList<>();
  private int count;
  private boolean closed;

  /**
   * Starts with no vectors.
   *
   * @param dimension length of each vector
   */
  public VectorSet(int dimension) {
    if (dimension < 1) {
      throw new IllegalArgumentException("vectors need at least 1 number, not " + dimension);
    }
    this.dimension = dimension;
  }

  /**
   * Adds some vectors.
   *
   * @param vectors shape {@code [minibatch, dimension]}
   * @throws IllegalArgumentException if the rows are not whole or a number is not finite; nothing
   *     is added then
   */
  public void add(float[] vectors) {
    requireOpen();
    if (vectors.length % dimension != 0) {
      throw new IllegalArgumentException(
          vectors.length + " numbers are no whole vectors of " + dimension);
    }
    for (int i = 0; i < vectors.length; i++) {
      if (!Float.isFinite(vectors[i])) {
        int row = count + i / dimension;
        throw new IllegalArgumentException(
            "number " + i % dimension + " of vector " + row + " is " + vectors[i]);
      }
    }
    for (int from = 0; from < vectors.length; from += dimension) {
      if (count == chunks.size() * CHUNK_ROWS) {
        INDArray chunk = Nd4j.createUninitialized(DataType.FLOAT, CHUNK_ROWS, dimension);
        chunks.add(chunk);
        buffers.add(chunk.data().asNioFloat());
      }
      buffers.get(count / CHUNK_ROWS).put(offset(count), vectors, from, dimension);
      count++;
    }
  }

  private int offset(int row) {
    return row % CHUNK_ROWS * dimension;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the set of vectors was closed");
    }
  }

  /** The number of vectors. */
  public int count() {
    return count;
  }

  /** The length of each vector. */
  public int dimension() {
    return dimension;
  }

  /**
   * Some vectors in double precision.
   *
   * @param rows which ones
   * @return shape {@code [rows, dimension]}, to be closed by the caller
   * @throws IndexOutOfBoundsException if there is no such vector
   */
  public INDArray gather(int... rows) {
    requireOpen();
    double[] values = new double[Math.multiplyExact(rows.length, dimension)];
    float[] row = new float[dimension];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] < 0 || rows[i] >= count) {
        throw new IndexOutOfBoundsException("no vector " + rows[i] + " among " + count);
      }
      buffers.get(rows[i] / CHUNK_ROWS).get(offset(rows[i]), row);
      for (int k = 0; k < dimension; k++) {
        values[i * dimension + k] = row[k];
      }
    }
    return Nd4j.create(values, new long[] {rows.length, dimension}, 'c');
  }

  @Override
  public void close() {
    closed = true;
    buffers.clear();
    chunks.forEach(INDArray::close);
    chunks.clear();
  }
}
