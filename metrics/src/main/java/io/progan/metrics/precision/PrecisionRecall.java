package io.progan.metrics.precision;

import io.progan.metrics.vectors.DistanceBlocks;
import io.progan.metrics.vectors.VectorSet;
import java.util.Arrays;

/**
 * Precision and recall from features (Kynkaanniemi et al., "Improved Precision and Recall Metric
 * for Assessing Generative Models", 2019, section 2): each set of pictures covers the balls around
 * its features that reach to the k-th nearest other feature of the set. Precision says how
 * realistic generated pictures are, recall how much of the variety of the real ones they show.
 *
 * @param precision the share of fakes that the reals cover, 0 to 1
 * @param recall the share of reals that the fakes cover, 0 to 1
 * @param neighbors k
 */
public record PrecisionRecall(double precision, double recall, int neighbors) {

  /** The k of the paper, 3. */
  public static final int DEFAULT_NEIGHBORS = 3;

  /**
   * Measures two sets in double precision, in blocks: time grows with the product of their sizes,
   * memory does not grow beyond the sets themselves.
   *
   * @param reals features of real pictures
   * @param fakes features of generated pictures, of the same network; the paper takes equally many
   * @param neighbors k, at least 1
   * @throws IllegalArgumentException if a set has not more than k vectors, or their lengths differ
   */
  public static PrecisionRecall between(VectorSet reals, VectorSet fakes, int neighbors) {
    if (neighbors < 1) {
      throw new IllegalArgumentException("precision and recall need k >= 1, not " + neighbors);
    }
    double[] realRadii = squaredRadii("real", reals, neighbors);
    double[] fakeRadii = squaredRadii("generated", fakes, neighbors);
    boolean[] coveredReals = new boolean[reals.count()];
    boolean[] coveredFakes = new boolean[fakes.count()];
    DistanceBlocks.between(
        reals,
        fakes,
        (distances, firstReal, firstFake, columns) -> {
          for (int i = 0; i < distances.length; i++) {
            int real = firstReal + i / columns;
            int fake = firstFake + i % columns;
            coveredFakes[fake] |= distances[i] <= realRadii[real];
            coveredReals[real] |= distances[i] <= fakeRadii[fake];
          }
        });
    return new PrecisionRecall(share(coveredFakes), share(coveredReals), neighbors);
  }

  /** The squared distance of each vector to the k-th nearest other vector. */
  private static double[] squaredRadii(String name, VectorSet set, int neighbors) {
    if (set.count() <= neighbors) {
      throw new IllegalArgumentException(
          "precision and recall with k = "
              + neighbors
              + " need at least "
              + (neighbors + 1)
              + " "
              + name
              + " images, got "
              + set.count());
    }
    double[][] nearest = new double[set.count()][neighbors];
    for (double[] row : nearest) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    DistanceBlocks.between(
        set,
        set,
        (distances, firstRow, firstColumn, columns) -> {
          for (int i = 0; i < distances.length; i++) {
            int row = firstRow + i / columns;
            if (row != firstColumn + i % columns) {
              insert(nearest[row], distances[i]);
            }
          }
        });
    return Arrays.stream(nearest).mapToDouble(row -> row[neighbors - 1]).toArray();
  }

  /** Keeps the smallest values in ascending order. */
  private static void insert(double[] smallest, double value) {
    int at = smallest.length - 1;
    if (!(value < smallest[at])) {
      return;
    }
    while (at > 0 && smallest[at - 1] > value) {
      smallest[at] = smallest[at - 1];
      at--;
    }
    smallest[at] = value;
  }

  private static double share(boolean[] flags) {
    int set = 0;
    for (boolean flag : flags) {
      set += flag ? 1 : 0;
    }
    return (double) set / flags.length;
  }
}
