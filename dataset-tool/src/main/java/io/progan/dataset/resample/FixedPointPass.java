package io.progan.dataset.resample;

import java.util.Arrays;

/** The arithmetic of Pillow 3.3 and newer: double weights, rounded to 22 fractional bits. */
final class FixedPointPass extends Pass {
  private static final int FRACTION_BITS = 22;
  private static final int HALF = 1 << (FRACTION_BITS - 1);

  private final int[] weights;
  private final int[] samples;
  private final int[] sums = new int[LANES];

  private FixedPointPass(Windows windows, int inSize, int[] weights) {
    super(windows, inSize);
    this.weights = weights;
    this.samples = new int[Math.multiplyExact(inSize, LANES)];
  }

  static FixedPointPass of(Filter filter, int inSize, int outSize) {
    double scale = (double) inSize / outSize;
    double stretch = Math.max(scale, 1);
    double support = filter.support() * stretch;
    Windows windows = Windows.of(outSize, support);
    int[] weights = new int[Math.multiplyExact(outSize, windows.most())];
    double[] row = new double[windows.most()];
    for (int i = 0; i < outSize; i++) {
      double center = (i + 0.5) * scale;
      windows.set(i, (int) (center - support + 0.5), (int) (center + support + 0.5), inSize);
      double sum = 0;
      int size = windows.size()[i];
      for (int k = 0; k < size; k++) {
        row[k] = filter.weight((k + windows.first()[i] - center + 0.5) * (1 / stretch));
        sum += row[k];
      }
      for (int k = 0; k < size; k++) {
        weights[i * windows.most() + k] = fixedPoint(sum == 0 ? row[k] : row[k] / sum);
      }
    }
    return new FixedPointPass(windows, inSize, weights);
  }

  /** To the nearest, halves away from zero. */
  private static int fixedPoint(double weight) {
    double scaled = weight * (1 << FRACTION_BITS);
    return (int) (weight < 0 ? scaled - 0.5 : scaled + 0.5);
  }

  @Override
  void put(int index, int sample) {
    samples[index] = sample;
  }

  @Override
  void clear() {
    Arrays.fill(sums, HALF);
  }

  @Override
  void add(int from, int weight) {
    int factor = weights[weight];
    for (int lane = 0; lane < LANES; lane++) {
      sums[lane] += samples[from + lane] * factor;
    }
  }

  @Override
  int level(int lane) {
    return Math.max(0, Math.min(255, sums[lane] >> FRACTION_BITS));
  }
}
