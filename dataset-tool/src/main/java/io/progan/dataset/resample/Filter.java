package io.progan.dataset.resample;

/**
 * A resampling filter of Pillow: how much a sample counts by its distance from the point that is
 * computed. For reductions the filter is stretched, so that every sample counts.
 */
public enum Filter {
  /** The mean of the samples that fall into a pixel. */
  BOX(0.5) {
    @Override
    double weight(double x) {
      return x > -0.5 && x <= 0.5 ? 1 : 0;
    }
  },

  /** A triangle, which interpolates linearly. */
  BILINEAR(1) {
    @Override
    double weight(double x) {
      double distance = Math.abs(x);
      return distance < 1 ? 1 - distance : 0;
    }
  },

  /** Cubic convolution with a = -0.5 (Keys 1981, "Cubic convolution interpolation"). */
  BICUBIC(2) {
    @Override
    double weight(double x) {
      double distance = Math.abs(x);
      if (distance < 1) {
        return (1.5 * distance - 2.5) * distance * distance + 1;
      }
      return distance < 2 ? (((distance - 5) * distance + 8) * distance - 4) * -0.5 : 0;
    }
  },

  /** A sinc under the middle lobe of a sinc three times as wide; Pillow's ANTIALIAS. */
  LANCZOS(3) {
    @Override
    double weight(double x) {
      return -3 <= x && x < 3 ? sinc(x) * sinc(x / 3) : 0;
    }
  };

  private final double support;

  Filter(double support) {
    this.support = support;
  }

  /** Half the width of the filter, in samples; the weight is 0 beyond it. */
  double support() {
    return support;
  }

  /** The weight of a sample at a distance, before the weights are made to sum to 1. */
  abstract double weight(double x);

  /** {@code sin(pi x) / (pi x)}; {@link StrictMath}, so that every JVM gives the same bits. */
  private static double sinc(double x) {
    double angle = x * Math.PI;
    return x == 0 ? 1 : StrictMath.sin(angle) / angle;
  }
}
