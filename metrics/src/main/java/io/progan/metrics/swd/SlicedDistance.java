package io.progan.metrics.swd;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The sliced Wasserstein distance of two clouds of points (Rabin et al., "Wasserstein Barycenter
 * and its Application to Texture Mixing", 2011): along one direction the best transport pairs the
 * projections in sorted order, so the distance is the mean absolute difference of the sorted
 * projections, averaged over directions.
 *
 * <p>Holds up to 1 GiB outside the Java heap until it is closed, or the projections onto one
 * direction if those take more, and 40 bytes a patch and processor on it. Not safe for use by
 * several threads at once.
 */
public final class SlicedDistance implements AutoCloseable {
  /** As many directions are projected onto at once as fit into this many float32 values (1 GiB). */
  private static final int PROJECTED_VALUES = 1 << 28;

  private final int components;
  private final int atOnce;
  private final Projection projectedA;
  private final Projection projectedB;

  /** One for each thread. */
  private final List<LineTransport> lines;

  /**
   * Makes room for comparisons of two sets.
   *
   * @param a one set, not closed with this
   * @param b the other one, not closed with this
   * @param directions how many a comparison will have, at most
   * @throws IllegalArgumentException if the sets differ in size
   */
  public SlicedDistance(PatchSet a, PatchSet b, int directions) {
    if (a.count() != b.count()) {
      throw new IllegalArgumentException(
          "SWD needs equally many patches of both sets, got " + a.count() + " and " + b.count());
    }
    if (a.components() != b.components()) {
      throw new IllegalArgumentException(
          "patches of " + a.components() + " and " + b.components() + " numbers do not compare");
    }
    components = a.components();
    atOnce = Math.max(1, Math.min(directions, PROJECTED_VALUES / 2 / Math.max(1, a.count())));
    projectedA = new Projection(a, atOnce);
    projectedB = new Projection(b, atOnce);
    lines =
        Stream.generate(() -> new LineTransport(a.count()))
            .limit(Math.min(atOnce, ForkJoinPool.getCommonPoolParallelism() + 1))
            .toList();
  }

  /**
   * The distance along the given directions. Uses all processors; the result does not depend on how
   * many there are.
   *
   * @return the mean over patches and directions, 0 or more
   * @throws IllegalArgumentException if the directions do not fit the patches
   */
  public double along(Directions directions) {
    if (components != directions.components()) {
      throw new IllegalArgumentException(
          "patches of %d numbers do not fit directions of %d"
              .formatted(components, directions.components()));
    }
    double sum = 0;
    for (int from = 0; from < directions.count(); from += atOnce) {
      int to = Math.min(directions.count() - from, atOnce) + from;
      sum += sumOfDistances(directions.columns(from, to), to - from);
    }
    return sum / directions.count();
  }

  private double sumOfDistances(float[] directions, int count) {
    double[] distances = new double[count];
    projectedA.onto(directions);
    projectedB.onto(directions);
    IntStream.range(0, lines.size())
        .parallel()
        .forEach(
            worker -> {
              LineTransport line = lines.get(worker);
              for (int d = worker; d < count; d += lines.size()) {
                projectedA.get(d, line.first());
                projectedB.get(d, line.second());
                distances[d] = line.meanDifference();
              }
            });
    return Arrays.stream(distances).sum();
  }

  @Override
  public void close() {
    projectedA.close();
    projectedB.close();
  }
}
