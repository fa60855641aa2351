package io.progan.metrics.msssim;

import java.util.List;

/**
 * The constants of MS-SSIM.
 *
 * @param weights exponent of each level, finest first
 * @param maxValue dynamic range of the pixels
 * @param filterSize side of the Gaussian window in pixels; it shrinks to the picture on coarse
 *     levels
 * @param filterSigma standard deviation of the window in pixels; it shrinks with the size
 * @param k1 stabilises the luminance term: C1 = (k1 maxValue)^2
 * @param k2 stabilises the contrast term: C2 = (k2 maxValue)^2
 */
public record MsSsimOptions(
    List<Double> weights,
    double maxValue,
    int filterSize,
    double filterSigma,
    double k1,
    double k2) {

  /** Checks the ranges; throws {@link IllegalArgumentException} that names the wrong value. */
  public MsSsimOptions {
    weights = List.copyOf(weights);
    if (weights.isEmpty()) {
      throw new IllegalArgumentException("MS-SSIM weights are empty, one per level is needed");
    }
    requirePositive("maxValue", maxValue);
    requirePositive("filterSize", filterSize);
    requirePositive("filterSigma", filterSigma);
    requirePositive("k1", k1);
    requirePositive("k2", k2);
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException("MS-SSIM " + name + " must be above 0, not " + value);
    }
  }

  /** Five levels with the weights of Wang et al. (2003) and an 11x11 window of sigma 1.5. */
  public static MsSsimOptions defaults() {
    List<Double> weights = List.of(0.0448, 0.2856, 0.3001, 0.2363, 0.1333);
    return new MsSsimOptions(weights, 255, 11, 1.5, 0.01, 0.03);
  }

  /** The number of levels. */
  public int levels() {
    return weights.size();
  }
}
