package io.progan.metrics.swd;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Scalar products of all patches of a set with some directions, in float32: 4 bytes each outside
 * the Java heap until it is closed.
 */
final class Projection implements AutoCloseable {
  private static final int BLOCK_ROWS = 8192;

  private final INDArray products;
  private final FloatBuffer values;
  private final int count;
  private final float[] offsets;

  private Projection(INDArray products, int count, float[] offsets) {
    this.products = products;
    this.values = products.data().asNioFloat();
    this.count = count;
    this.offsets = offsets;
  }

  /**
   * Projects a set.
   *
   * @param directions shape {@code [components, number]}
   */
  static Projection of(PatchSet set, float[] directions) {
    int components = set.components();
    int number = directions.length / components;
    float[] offsets = new float[number];
    for (int d = 0; d < number; d++) {
      offsets[d] = set.offset(directions, d);
    }
    INDArray products =
        Nd4j.createUninitialized(DataType.FLOAT, new long[] {number, set.count()}, 'c');
    Projection projection = new Projection(products, set.count(), offsets);
    int rows = Math.min(BLOCK_ROWS, set.count());
    try (INDArray matrix =
            Nd4j.create(set.scaled(directions), new long[] {number, components}, 'c');
        INDArray block =
            Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows, components}, 'c');
        INDArray result =
            Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows, number}, 'f')) {
      for (int from = 0; from < set.count(); from += rows) {
        int used = Math.min(rows, set.count() - from);
        ByteBuffer bytes = block.data().asNio();
        bytes.clear().limit(used * components * Float.BYTES);
        set.readRaw(from, bytes);
        Nd4j.gemm(block, matrix, result, false, true, 1, 0);
        projection.store(result.data().asNioFloat(), rows, from, used);
      }
    } catch (RuntimeException e) {
      projection.close();
      throw e;
    }
    return projection;
  }

  private void store(FloatBuffer result, int rows, int from, int used) {
    for (int d = 0; d < offsets.length; d++) {
      FloatBuffer column = result.duplicate().position(d * rows).limit(d * rows + used);
      values.duplicate().position(Math.toIntExact((long) d * count + from)).put(column);
    }
  }

  /** Copies the values along direction d. Safe for use by several threads. */
  void get(int d, float[] target) {
    values.get(Math.toIntExact((long) d * count), target, 0, count);
    float offset = offsets[d];
    for (int i = 0; i < count; i++) {
      target[i] += offset;
    }
  }

  @Override
  public void close() {
    products.close();
  }
}
