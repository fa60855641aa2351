package io.progan.dataset.celebahq;

/**
 * A Gaussian filter as {@code scipy.ndimage.gaussian_filter} computes it for single precision:
 * weights up to 4 sigma, beyond the border the picture mirrored with its edge repeated, columns
 * first and then rows, sums in double precision that are rounded in between. For one thread; needs
 * 512 bytes for each row or column beside the planes.
 */
final class GaussianBlur {
  private static final int LANES = 64;
  private static final double REACH = 4.0;

  private final double[] weights;
  private final double[] sums = new double[LANES];

  /** A filter of that standard deviation in pixels, above 0. */
  GaussianBlur(double sigma) {
    weights = halfKernel(sigma);
  }

  /** The weights from the middle outwards; those of the whole kernel sum to 1. */
  static double[] halfKernel(double sigma) {
    int radius = (int) (REACH * sigma + 0.5);
    double[] weights = new double[radius + 1];
    double sum = 0;
    for (int i = -radius; i <= radius; i++) {
      double weight = StrictMath.exp(-0.5 / (sigma * sigma) * ((double) i * i));
      weights[Math.abs(i)] = weight;
      sum += weight;
    }
    for (int i = 0; i <= radius; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /** The blurred plane; the given one is not changed. */
  FloatPlane apply(FloatPlane plane) {
    int width = plane.width();
    int height = plane.height();
    float[] down = new float[plane.values().length];
    pass(plane.values(), down, new Axis(height, width, width, 1));
    float[] across = new float[down.length];
    pass(down, across, new Axis(width, 1, height, width));
    return new FloatPlane(width, height, across);
  }

  /**
   * Lines of {@code size} values {@code step} apart; {@code lines} of them, {@code stride} apart.
   */
  private record Axis(int size, int step, int lines, int stride) {}

  /** Several lines at once, their values side by side, which suits processors' vector units. */
  private void pass(float[] from, float[] to, Axis axis) {
    int radius = weights.length - 1;
    double[] samples = new double[Math.multiplyExact(axis.size() + 2 * radius, LANES)];
    for (int line = 0; line < axis.lines(); line += LANES) {
      int lanes = Math.min(LANES, axis.lines() - line);
      int origin = line * axis.stride();
      for (int i = -radius; i < axis.size() + radius; i++) {
        int at = origin + mirrored(i, axis.size()) * axis.step();
        int target = (i + radius) * LANES;
        for (int lane = 0; lane < lanes; lane++) {
          samples[target + lane] = from[at + lane * axis.stride()];
        }
      }
      for (int i = 0; i < axis.size(); i++) {
        sum(samples, (i + radius) * LANES);
        int at = origin + i * axis.step();
        for (int lane = 0; lane < lanes; lane++) {
          to[at + lane * axis.stride()] = (float) sums[lane];
        }
      }
    }
  }

  /** In SciPy's order: the middle, then pairs of samples from the outermost inwards. */
  private void sum(double[] samples, int middle) {
    double weight = weights[0];
    for (int lane = 0; lane < LANES; lane++) {
      sums[lane] = samples[middle + lane] * weight;
    }
    for (int distance = weights.length - 1; distance > 0; distance--) {
      addPair(samples, middle - distance * LANES, middle + distance * LANES, weights[distance]);
    }
  }

  private void addPair(double[] samples, int before, int behind, double weight) {
    for (int lane = 0; lane < LANES; lane++) {
      sums[lane] += (samples[before + lane] + samples[behind + lane]) * weight;
    }
  }

  /** An index beyond the border, mirrored as often as needed with the edge repeated. */
  static int mirrored(int index, int size) {
    int folded = Math.floorMod(index, 2 * size);
    return Math.min(folded, 2 * size - 1 - folded);
  }
}
