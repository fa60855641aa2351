package io.progan.metrics.image;

/**
 * A square Gaussian window whose weights sum to 1, applied as two one-dimensional passes. A window
 * of even size is centred between two samples.
 */
public final class GaussianWindow {
  private static final int TAPS = 5;

  private final double[] weights;

  /**
   * @param size samples in each direction, at least 1
   * @param sigma standard deviation in samples, above 0
   */
  public GaussianWindow(int size, double sigma) {
    if (size < 1 || !(sigma > 0)) {
      throw new IllegalArgumentException(
          "Gaussian window needs size >= 1 and sigma > 0, not " + size + " and " + sigma);
    }
    weights = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double x = i - (size - 1) / 2.0;
      weights[i] = Math.exp(-x * x / (2 * sigma * sigma));
      sum += weights[i];
    }
    for (int i = 0; i < size; i++) {
      weights[i] /= sum;
    }
  }

  /** Samples in each direction. */
  public int size() {
    return weights.length;
  }

  /**
   * Filters one plane where the window fits inside it ("valid" convolution).
   *
   * @param plane values of shape {@code [height, width]}
   * @return values of shape {@code [height - size + 1, width - size + 1]}
   * @throws IllegalArgumentException if the window is larger than the plane
   */
  public double[] valid(double[] plane, int height, int width) {
    int outHeight = height - weights.length + 1;
    int outWidth = width - weights.length + 1;
    if (outHeight < 1 || outWidth < 1) {
      throw new IllegalArgumentException(
          "window of size " + weights.length + " does not fit into " + height + "x" + width);
    }
    double[] out = new double[outHeight * outWidth];
    double[] blurred = new double[width];
    double[] line = new double[outWidth];
    for (int y = 0; y < outHeight; y++) {
      accumulate(plane, y * width, width, blurred);
      accumulate(blurred, 0, 1, line);
      System.arraycopy(line, 0, out, y * outWidth, outWidth);
    }
    return out;
  }

  /** {@code sum[x]} becomes the weighted sum of {@code in[from + k * step + x]} over k. */
  private void accumulate(double[] in, int from, int step, double[] sum) {
    double first = weights[0];
    for (int x = 0; x < sum.length; x++) {
      sum[x] = first * in[from + x];
    }
    int k = 1;
    for (; k + TAPS <= weights.length; k += TAPS) {
      accumulateTaps(in, from, step, k, sum);
    }
    for (; k < weights.length; k++) {
      double weight = weights[k];
      int offset = from + k * step;
      for (int x = 0; x < sum.length; x++) {
        sum[x] += weight * in[offset + x];
      }
    }
  }

  /** Several samples at once, in their order, spare reading and writing the sums between them. */
  private void accumulateTaps(double[] in, int from, int step, int k, double[] sum) {
    double wa = weights[k];
    double wb = weights[k + 1];
    double wc = weights[k + 2];
    double wd = weights[k + 3];
    double we = weights[k + 4];
    int a = from + k * step;
    int b = a + step;
    int c = b + step;
    int d = c + step;
    int e = d + step;
    for (int x = 0; x < sum.length; x++) {
      sum[x] =
          sum[x]
              + wa * in[a + x]
              + wb * in[b + x]
              + wc * in[c + x]
              + wd * in[d + x]
              + we * in[e + x];
    }
  }
}
