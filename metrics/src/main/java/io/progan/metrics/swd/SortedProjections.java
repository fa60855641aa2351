package io.progan.metrics.swd;

import java.util.Arrays;

/**
 * Sorts the projections of one set, which lie in arrays that are used again and again.
 *
 * <p>The range of the values is cut into 2^24 equal steps; two passes of twelve bits order the
 * steps, and what is out of order within a step is moved by insertion. That takes half the time of
 * ordering all 32 bits. If values crowd into few steps of a wide range, so that there is too much
 * to move, {@link RadixSort} does the work. Either way the order is the exact one.
 */
final class SortedProjections {
  private static final int BITS = 12;
  private static final int BUCKETS = 1 << BITS;

  /** Just below 2^24, so that rounding stays below it. */
  private static final float STEPS = 16_777_000;

  private static final int MOVES_PER_VALUE = 16;

  private final float[] values;
  private final float[] spare;
  private final int[] low = new int[BUCKETS];
  private final int[] high = new int[BUCKETS];
  private float smallest;
  private float scale;

  SortedProjections(int count) {
    values = new float[count];
    spare = new float[count];
  }

  /** Takes the projections along direction d and sorts them into ascending order. */
  float[] of(Projection projection, int d) {
    projection.get(d, values);
    sort();
    return values;
  }

  /** Sorts any numbers; for tests. */
  float[] of(float[] numbers) {
    System.arraycopy(numbers, 0, values, 0, values.length);
    sort();
    return values;
  }

  private void sort() {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    if (least == most) {
      return;
    }
    smallest = least;
    scale = STEPS / (most - least);
    if (!(scale > 0 && scale < Float.POSITIVE_INFINITY)) {
      RadixSort.sort(values);
      return;
    }
    distribute();
    if (!insert()) {
      RadixSort.sort(values);
    }
  }

  private int step(float value) {
    return (int) ((value - smallest) * scale);
  }

  private void distribute() {
    Arrays.fill(low, 0);
    Arrays.fill(high, 0);
    for (float value : values) {
      int step = step(value);
      low[step & (BUCKETS - 1)]++;
      high[step >>> BITS]++;
    }
    countsToStarts(low);
    countsToStarts(high);
    for (float value : values) {
      spare[low[step(value) & (BUCKETS - 1)]++] = value;
    }
    for (float value : spare) {
      values[high[step(value) >>> BITS]++] = value;
    }
  }

  static void countsToStarts(int[] counts) {
    int next = 0;
    for (int i = 0; i < counts.length; i++) {
      int count = counts[i];
      counts[i] = next;
      next += count;
    }
  }

  /** Sorts the nearly sorted; false, with all values still there, if they are too far from it. */
  private boolean insert() {
    long moves = (long) MOVES_PER_VALUE * values.length;
    for (int i = 1; i < values.length; i++) {
      float value = values[i];
      int at = i;
      while (at > 0 && values[at - 1] > value) {
        values[at] = values[at - 1];
        at--;
      }
      values[at] = value;
      moves -= i - at;
      if (moves < 0) {
        return false;
      }
    }
    return true;
  }
}
