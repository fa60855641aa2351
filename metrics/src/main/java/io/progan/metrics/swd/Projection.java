package io.progan.metrics.swd;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Scalar products of all patches of a set with some directions, in float32: 4 bytes each outside
 * the Java heap until it is closed. The memory serves for one group of directions after the other.
 */
final class Projection implements AutoCloseable {
  private static final int BLOCK_ROWS = 16384;

  private final PatchSet set;
  private final int count;
  private final int components;

  /** Shape {@code [directions, count]}. */
  private final FloatPointer products;

  private final FloatBuffer values;
  private final FloatPointer block;
  private final float[] offsets;

  /**
   * Makes room.
   *
   * @param set is not closed with this
   * @param directions how many can be projected onto at once
   */
  Projection(PatchSet set, int directions) {
    this.set = set;
    count = set.count();
    components = set.components();
    products = new FloatPointer((long) directions * count);
    values = products.asBuffer();
    block = new FloatPointer((long) Math.min(BLOCK_ROWS, count) * components);
    offsets = new float[directions];
  }

  /**
   * Projects the set.
   *
   * @param directions shape {@code [components, number]}, as many as there is room for at most
   */
  void onto(float[] directions) {
    int number = directions.length / components;
    for (int d = 0; d < number; d++) {
      offsets[d] = set.offset(directions, d);
    }
    ByteBuffer bytes = block.asByteBuffer();
    try (FloatPointer matrix = new FloatPointer(set.scaled(directions))) {
      for (int from = 0; from < count; from += BLOCK_ROWS) {
        int rows = Math.min(BLOCK_ROWS, count - from);
        set.readRaw(from, bytes.clear().limit(rows * components * Float.BYTES));
        cblas_sgemm(
            CblasRowMajor,
            CblasNoTrans,
            CblasTrans,
            number,
            rows,
            components,
            1,
            matrix,
            components,
            block,
            components,
            0,
            products.getPointer(from),
            count);
      }
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
    block.close();
  }
}
