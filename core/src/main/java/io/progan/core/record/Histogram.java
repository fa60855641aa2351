package io.progan.core.record;

import java.util.Optional;

/**
 * How often values fall into buckets of equal width: message {@code HistogramProto} of TensorFlow's
 * {@code histogram.proto}.
 */
public final class Histogram {

  private static final int BUCKETS = 30;

  private final double min;
  private final double max;
  private final long count;
  private double sum;
  private double sumOfSquares;
  private final double[] counts = new double[BUCKETS];

  private Histogram(double min, double max, long count) {
    this.min = min;
    this.max = max;
    this.count = count;
  }

  /** The histogram of values; empty if there are none or one is not finite. */
  public static Optional<Histogram> of(float[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return Optional.empty();
      }
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    if (values.length == 0) {
      return Optional.empty();
    }
    Histogram histogram = new Histogram(min, max, values.length);
    for (float value : values) {
      histogram.add(value);
    }
    return Optional.of(histogram);
  }

  private void add(double value) {
    sum += value;
    sumOfSquares += value * value;
    double place = min == max ? 0 : (value - min) / (max - min) * BUCKETS;
    counts[(int) Math.min(place, BUCKETS - 1)]++;
  }

  Message message() {
    double[] limits = new double[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      limits[i] = i == BUCKETS - 1 ? max : min + (max - min) * (i + 1) / BUCKETS;
    }
    return new Message()
        .number(1, min)
        .number(2, max)
        .number(3, (double) count)
        .number(4, sum)
        .number(5, sumOfSquares)
        .numbers(6, limits)
        .numbers(7, counts);
  }
}
