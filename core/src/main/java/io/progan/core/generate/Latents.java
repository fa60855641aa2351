package io.progan.core.generate;

import io.progan.dataset.numpy.RandomState;
import java.util.function.DoubleSupplier;

/** Random latent vectors, draw for draw as NumPy's. */
public final class Latents {

  /** Below it nearly every draw would have to be repeated. */
  public static final double LEAST_THRESHOLD = 0.01;

  private Latents() {}

  /**
   * {@code RandomState(seed).randn(count, size)} in single precision: the original's latents.
   *
   * @param seed 0 to 2^32 - 1
   * @return {@code [count, size]}
   */
  public static float[] normal(long seed, int count, int size) {
    return new RandomState(seed).randnFloats(Math.multiplyExact(count, size));
  }

  /**
   * The same from a truncated normal distribution (Brock et al., "Large Scale GAN Training for High
   * Fidelity Natural Image Synthesis", section 3.1): numbers beyond the threshold are drawn again.
   * The first draws are those of {@link #normal}, so that numbers within the threshold stay the
   * same whatever it is; then the others are drawn again one by one, from the same stream.
   *
   * @param threshold the largest magnitude, at least {@link #LEAST_THRESHOLD}
   * @return {@code [count, size]}
   */
  public static float[] truncated(long seed, int count, int size, double threshold) {
    return truncated(new RandomState(seed), count, size, threshold);
  }

  /** The same with the next numbers of a stream. */
  public static float[] truncated(RandomState random, int count, int size, double threshold) {
    if (!(threshold >= LEAST_THRESHOLD)) {
      throw new IllegalArgumentException(
          "threshold must be %s or more, not %s".formatted(LEAST_THRESHOLD, threshold));
    }
    float[] latents = random.randnFloats(Math.multiplyExact(count, size));
    redraw(latents, threshold, random::randn);
    return latents;
  }

  /** Replaces numbers beyond a threshold, in order, by the next ones that are not. */
  static void redraw(float[] latents, double threshold, DoubleSupplier next) {
    for (int i = 0; i < latents.length; i++) {
      while (Math.abs(latents[i]) > threshold) {
        latents[i] = (float) next.getAsDouble();
      }
    }
  }
}
