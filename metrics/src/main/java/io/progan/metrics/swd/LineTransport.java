package io.progan.metrics.swd;

import java.util.Arrays;

/**
 * The mean absolute difference of two equally large sets of numbers in sorted order, mostly without
 * sorting: it is the area between their cumulative distributions. Numbers are counted and summed in
 * narrow steps; where one distribution stays below the other throughout a step, that is all the
 * area needs. Only the numbers of the few other steps are sorted. The result is that of sorting, up
 * to rounding in double precision.
 *
 * <p>Steps are narrow where numbers are many: equal widths of {@code x / (s + |x|)}, s being the
 * mean of {@code |x|}. Working memory, 20 bytes for each number of a set, is used again and again.
 */
final class LineTransport {
  private static final int NUMBERS_PER_STEP = 16;
  private static final int MIN_STEPS = 16;
  private static final int MAX_STEPS = 1 << 15;

  private final Side a;
  private final Side b;

  /** 1 for each step that is open, else 0. */
  private final int[] open;

  private final int half;
  private float scale;

  /** One of the two sets. */
  private static final class Side {
    private final float[] numbers;
    private final char[] steps;
    private final int[] counts;
    private final double[] sums;
    private final float[] picked;

    Side(int count, int steps) {
      numbers = new float[count];
      this.steps = new char[count];
      counts = new int[steps];
      sums = new double[steps];
      picked = new float[count];
    }

    /** The sum of the absolute values: several side by side need not wait for each other. */
    double magnitude() {
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      int i = 0;
      for (; i + 3 < numbers.length; i += 4) {
        s0 += Math.abs(numbers[i]);
        s1 += Math.abs(numbers[i + 1]);
        s2 += Math.abs(numbers[i + 2]);
        s3 += Math.abs(numbers[i + 3]);
      }
      for (; i < numbers.length; i++) {
        s0 += Math.abs(numbers[i]);
      }
      return s0 + s1 + s2 + s3;
    }

    void count(int half, float scale) {
      Arrays.fill(counts, 0);
      Arrays.fill(sums, 0);
      int last = counts.length - 1;
      for (int i = 0; i < numbers.length; i++) {
        float number = numbers[i];
        int step = Math.min((int) (half + half * (number / (scale + Math.abs(number)))), last);
        steps[i] = (char) step;
        counts[step]++;
        sums[step] += number;
      }
    }

    /**
     * The numbers of the open steps in ascending order, so that those of one step are together.
     * Each number is written, and the next one over it if it was not wanted: no processor could
     * guess a branch.
     */
    float[] sorted(int[] open) {
      int size = 0;
      for (int i = 0; i < numbers.length; i++) {
        picked[size] = numbers[i];
        size += open[steps[i]];
      }
      float[] sorted = Arrays.copyOf(picked, size);
      RadixSort.sort(sorted);
      return sorted;
    }
  }

  /**
   * @param count how many numbers each set has
   */
  LineTransport(int count) {
    int steps = Integer.highestOneBit(count / NUMBERS_PER_STEP + 1);
    steps = Math.max(MIN_STEPS, Math.min(MAX_STEPS, steps));
    a = new Side(count, steps);
    b = new Side(count, steps);
    open = new int[steps];
    half = steps / 2;
  }

  /** Where the numbers of the first set go. */
  float[] first() {
    return a.numbers;
  }

  /** Where the numbers of the second set go. */
  float[] second() {
    return b.numbers;
  }

  /** The mean absolute difference in sorted order of the numbers that lie there now. */
  double meanDifference() {
    int count = a.numbers.length;
    scale = (float) ((a.magnitude() + b.magnitude()) / (2.0 * count));
    if (!(scale > Float.MIN_NORMAL && scale < Float.POSITIVE_INFINITY)) {
      return bySorting();
    }
    a.count(half, scale);
    b.count(half, scale);
    markOpen();
    return area(a.sorted(open), b.sorted(open)) / count;
  }

  private double bySorting() {
    RadixSort.sort(a.numbers);
    RadixSort.sort(b.numbers);
    double sum = 0;
    for (int i = 0; i < a.numbers.length; i++) {
      sum += Math.abs((double) a.numbers[i] - b.numbers[i]);
    }
    return sum / a.numbers.length;
  }

  /** A step is open if the distributions may cross in it. */
  private void markOpen() {
    int lead = 0;
    for (int step = 0; step < open.length; step++) {
      open[step] = lead < b.counts[step] && -lead < a.counts[step] ? 1 : 0;
      lead += a.counts[step] - b.counts[step];
    }
  }

  /** The area times the number of numbers; lead is how many more of a than of b lie below. */
  private double area(float[] sortedA, float[] sortedB) {
    double area = 0;
    int lead = 0;
    int fromA = 0;
    int fromB = 0;
    for (int step = 0; step < open.length; step++) {
      int toA = fromA + open[step] * a.counts[step];
      int toB = fromB + open[step] * b.counts[step];
      double left = edge(step);
      double right = edge(step + 1);
      if (open[step] == 1) {
        double at = left;
        int higher = lead;
        while (fromA < toA || fromB < toB) {
          boolean nextIsA = fromB == toB || (fromA < toA && sortedA[fromA] <= sortedB[fromB]);
          float next = nextIsA ? sortedA[fromA++] : sortedB[fromB++];
          area += Math.abs(higher) * (next - at);
          at = next;
          higher += nextIsA ? 1 : -1;
        }
        area += Math.abs(higher) * (right - at);
      } else {
        int more = a.counts[step] - b.counts[step];
        area += Math.abs(lead * (right - left) + more * right - (a.sums[step] - b.sums[step]));
      }
      lead += a.counts[step] - b.counts[step];
    }
    return area;
  }

  /**
   * The left edge of a step. The outermost steps have no end; any will do, because no number is
   * missing before the first and behind the last.
   */
  private double edge(int step) {
    int inside = Math.max(1, Math.min(step, open.length - 1));
    double share = (inside - half) / (double) half;
    return scale * share / (1 - Math.abs(share));
  }
}
