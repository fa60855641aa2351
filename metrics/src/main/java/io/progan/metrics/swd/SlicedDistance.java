package io.progan.metrics.swd;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * The sliced Wasserstein distance of two clouds of points (Rabin et al., "Wasserstein Barycenter
 * and its Application to Texture Mixing", 2011): along one direction the best transport pairs the
 * projections in sorted order, so the distance is the mean absolute difference of the sorted
 * projections, averaged over directions.
 */
public final class SlicedDistance {
  /** As many directions are projected at once as fit into this many float32 values (1 GiB). */
  private static final int PROJECTED_VALUES = 1 << 28;

  private SlicedDistance() {}

  /**
   * The distance along the given directions.
   *
   * <p>Projections take up to 1 GiB outside the Java heap meanwhile, or the space of one direction
   * if that is more, and 40 bytes a patch and processor on it. Uses all processors; the result does
   * not depend on how many there are.
   *
   * @return the mean over patches and directions, 0 or more
   * @throws IllegalArgumentException if the sets differ in size or do not fit the directions
   */
  public static double between(PatchSet a, PatchSet b, Directions directions) {
    if (a.count() != b.count()) {
      throw new IllegalArgumentException(
          "SWD needs equally many patches of both sets, got " + a.count() + " and " + b.count());
    }
    if (a.components() != directions.components() || b.components() != directions.components()) {
      throw new IllegalArgumentException(
          "patches of "
              + a.components()
              + " and "
              + b.components()
              + " numbers do not fit directions of "
              + directions.components());
    }
    int atOnce = Math.max(1, PROJECTED_VALUES / 2 / Math.max(1, a.count()));
    double sum = 0;
    for (int from = 0; from < directions.count(); from += atOnce) {
      int to = Math.min(directions.count() - from, atOnce) + from;
      sum += sumOfDistances(a, b, directions.columns(from, to), to - from);
    }
    return sum / directions.count();
  }

  private static double sumOfDistances(PatchSet a, PatchSet b, float[] directions, int count) {
    double[] distances = new double[count];
    int workers = Math.min(count, ForkJoinPool.getCommonPoolParallelism() + 1);
    try (Projection projectedA = Projection.of(a, directions);
        Projection projectedB = Projection.of(b, directions)) {
      IntStream.range(0, workers)
          .parallel()
          .forEach(
              worker -> {
                LineTransport line = new LineTransport(a.count());
                for (int d = worker; d < count; d += workers) {
                  projectedA.get(d, line.first());
                  projectedB.get(d, line.second());
                  distances[d] = line.meanDifference();
                }
              });
    }
    return Arrays.stream(distances).sum();
  }
}
