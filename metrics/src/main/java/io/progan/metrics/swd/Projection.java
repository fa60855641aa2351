package io.progan.metrics.swd;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Scalar products of all patches of a set with some directions, in float32. */
final class Projection {

  private Projection() {}

  /**
   * Projects a set.
   *
   * @param from the first direction
   * @param to the direction behind the last
   * @return one array for each direction, holding one value for each patch
   */
  static float[][] of(PatchSet set, Directions directions, int from, int to) {
    float[][] out = new float[to - from][set.count()];
    int components = set.components();
    long[] shape = {components, to - from};
    try (INDArray matrix = Nd4j.create(directions.columns(from, to), shape, 'c')) {
      int offset = 0;
      for (float[] chunk : set.chunks()) {
        int rows = chunk.length / components;
        project(chunk, rows, matrix, out, offset);
        offset += rows;
      }
    }
    return out;
  }

  private static void project(float[] chunk, int rows, INDArray matrix, float[][] out, int offset) {
    long[] shape = {rows, matrix.rows()};
    try (INDArray patches = Nd4j.create(chunk, shape, 'c');
        INDArray result = Nd4j.create(DataType.FLOAT, new long[] {rows, matrix.columns()}, 'f')) {
      Nd4j.gemm(patches, matrix, result, false, false, 1, 0);
      FloatBuffer columns = result.data().asNioFloat();
      for (float[] direction : out) {
        columns.get(direction, offset, rows);
      }
    }
  }
}
