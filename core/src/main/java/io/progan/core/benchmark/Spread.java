package io.progan.core.benchmark;

import java.util.Arrays;

/**
 * The middle of a sample and how far it spreads.
 *
 * @param lower the first quartile
 * @param median half of the sample is below
 * @param upper the third quartile
 */
public record Spread(double lower, double median, double upper) {

  private static final double QUARTER = 0.25;

  /**
   * The spread of a sample; quantiles between two values are interpolated linearly.
   *
   * @param values at least one, in any order
   */
  static Spread of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Spread(quantile(sorted, QUARTER), quantile(sorted, 0.5), quantile(sorted, 0.75));
  }

  private static double quantile(double[] sorted, double fraction) {
    double position = fraction * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
