package io.progan.metrics.neighbors;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the nearest of many vectors for a few: pixels or features of training pictures for those of
 * generated ones. The many are fed one minibatch after the other and not kept: memory is that of
 * the few. Not safe for use by several threads at once; each call uses all processors.
 */
public final class NearestNeighbors {
  /** Sums of as many neighbouring numbers run side by side, in vector instructions. */
  private static final int LANES = 256;

  /** How many numbers are summed before it is seen whether they are too many already. */
  private static final int STRIDE = 16 * LANES;

  private final float[][] queries;
  private final int neighbors;
  private final List<List<Neighbor>> nearest = new ArrayList<>();
  private long searched;

  /**
   * Starts a search.
   *
   * @param queries the few, each of the same length; not copied
   * @param neighbors how many are to be found for each, at least 1
   */
  public NearestNeighbors(float[][] queries, int neighbors) {
    if (queries.length == 0 || neighbors < 1) {
      throw new IllegalArgumentException(
          "a search needs images and neighbors, got " + queries.length + " and " + neighbors);
    }
    for (float[] query : queries) {
      if (query.length != queries[0].length || query.length == 0) {
        throw new IllegalArgumentException(
            "vectors of " + queries[0].length + " and " + query.length + " numbers do not compare");
      }
      nearest.add(new ArrayList<>());
    }
    this.queries = queries.clone();
    this.neighbors = neighbors;
  }

  /**
   * Searches some vectors.
   *
   * @param vectors whole vectors, shape {@code [minibatch, length of a query]}
   * @throws IllegalArgumentException if they are not whole
   */
  public void add(float[] vectors) {
    int length = queries[0].length;
    if (vectors.length % length != 0) {
      throw new IllegalArgumentException(
          vectors.length + " numbers are no whole vectors of " + length);
    }
    int rows = vectors.length / length;
    IntStream.range(0, queries.length)
        .parallel()
        .forEach(
            query -> {
              for (int row = 0; row < rows; row++) {
                look(query, vectors, row);
              }
            });
    searched += rows;
  }

  private void look(int query, float[] vectors, int row) {
    List<Neighbor> found = nearest.get(query);
    boolean full = found.size() == neighbors;
    double farthest = full ? found.get(neighbors - 1).distance() : Double.POSITIVE_INFINITY;
    double limit = farthest * farthest;
    double square = squaredDistance(queries[query], vectors, row * queries[query].length, limit);
    double distance = Math.sqrt(square);
    if (!(distance < farthest)) {
      return;
    }
    if (full) {
      found.remove(neighbors - 1);
    }
    int at = found.size();
    while (at > 0 && found.get(at - 1).distance() > distance) {
      at--;
    }
    found.add(at, new Neighbor(searched + row, distance));
  }

  /** The sum of squared differences, or something above the limit if the sum is above it. */
  private static double squaredDistance(float[] a, float[] b, int offset, double limit) {
    double sum = 0;
    float[] lanes = new float[LANES];
    for (int from = 0; from < a.length && sum <= limit; from += STRIDE) {
      int to = Math.min(a.length - from, STRIDE) + from;
      int whole = from + (to - from) / LANES * LANES;
      for (int i = from; i < whole; i += LANES) {
        addSquares(a, i, b, offset + i, lanes);
      }
      for (int i = 0; i < LANES; i++) {
        sum += lanes[i];
        lanes[i] = 0;
      }
      for (int i = whole; i < to; i++) {
        float difference = a[i] - b[offset + i];
        sum += difference * difference;
      }
    }
    return sum;
  }

  private static void addSquares(float[] a, int fromA, float[] b, int fromB, float[] sums) {
    for (int i = 0; i < LANES; i++) {
      float difference = a[fromA + i] - b[fromB + i];
      sums[i] += difference * difference;
    }
  }

  /** How many vectors were searched so far. */
  public long searched() {
    return searched;
  }

  /**
   * The nearest so far of one query, nearest first; of equally near ones, the earlier come first.
   * Fewer than asked for if fewer were searched.
   *
   * @throws IndexOutOfBoundsException if there is no such query
   */
  public List<Neighbor> of(int query) {
    return List.copyOf(nearest.get(query));
  }
}
