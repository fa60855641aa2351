package io.progan.metrics.vectors;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The squared Euclidean distances between all vectors of two sets, in blocks, so that memory stays
 * below 100 MB for vectors of 2048 numbers whatever their number. Computed as {@code |a|^2 + |b|^2
 * - 2 a b} in double precision; what is left of equal vectors by rounding becomes exactly 0.
 */
public final class DistanceBlocks {
  private static final int BLOCK = 1024;
  private static final double ROUNDING = 1e-12;

  /** Takes one block. */
  public interface Visitor {
    /**
     * Looks at a block.
     *
     * @param distances squared distances, shape {@code [rows, columns]}; valid during the call
     * @param firstRow the first vector of set a in the block
     * @param firstColumn the first vector of set b in the block
     * @param columns the number of vectors of set b in the block
     */
    void visit(double[] distances, int firstRow, int firstColumn, int columns);
  }

  /** Some vectors with their squared lengths. */
  private record Block(INDArray vectors, double[] squares) implements AutoCloseable {

    static Block of(VectorSet set, int from) {
      int to = Math.min(set.count() - from, BLOCK) + from;
      INDArray vectors = set.gather(IntStream.range(from, to).toArray());
      try (INDArray norms = vectors.norm2(1)) {
        double[] squares = norms.toDoubleVector();
        for (int i = 0; i < squares.length; i++) {
          squares[i] *= squares[i];
        }
        return new Block(vectors, squares);
      }
    }

    @Override
    public void close() {
      vectors.close();
    }
  }

  private DistanceBlocks() {}

  /**
   * Visits all blocks, row by row.
   *
   * @throws IllegalArgumentException if the vectors differ in length
   */
  public static void between(VectorSet a, VectorSet b, Visitor visitor) {
    if (a.dimension() != b.dimension()) {
      throw new IllegalArgumentException(
          "vectors of "
              + a.dimension()
              + " and of "
              + b.dimension()
              + " numbers cannot be compared: they come from different networks");
    }
    for (int row = 0; row < a.count(); row += BLOCK) {
      try (Block rows = Block.of(a, row)) {
        for (int column = 0; column < b.count(); column += BLOCK) {
          try (Block columns = Block.of(b, column)) {
            visitor.visit(distances(rows, columns), row, column, columns.squares().length);
          }
        }
      }
    }
  }

  private static double[] distances(Block rows, Block columns) {
    int n = rows.squares().length;
    int m = columns.squares().length;
    // Column-major [m, n] is row-major [n, m].
    try (INDArray products = Nd4j.create(DataType.DOUBLE, new long[] {m, n}, 'f')) {
      Nd4j.gemm(columns.vectors(), rows.vectors(), products, false, true, 1, 0);
      double[] distances = new double[n * m];
      products.data().asNioDouble().get(distances);
      for (int i = 0; i < n; i++) {
        double square = rows.squares()[i];
        for (int j = 0; j < m; j++) {
          double sum = square + columns.squares()[j];
          double distance = sum - 2 * distances[i * m + j];
          distances[i * m + j] = distance <= ROUNDING * sum ? 0 : distance;
        }
      }
      return distances;
    }
  }
}
