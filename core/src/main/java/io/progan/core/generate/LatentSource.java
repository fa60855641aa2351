package io.progan.core.generate;

import io.progan.core.latent.LatentDistribution;
import io.progan.dataset.numpy.RandomState;

/**
 * How latents of a trained network are drawn.
 *
 * @param distribution of the latents
 * @param manner what becomes of large numbers
 * @param amount threshold or factor; read only where there is one
 */
public record LatentSource(LatentDistribution distribution, Manner manner, double amount) {

  /** What becomes of large numbers. Three things go by the name of truncation. */
  public enum Manner {
    /** Nothing. */
    PLAIN,
    /** Numbers beyond a threshold are drawn again (BigGAN, section 3.1). */
    RESAMPLED,
    /** A normal distribution truncated at 2, times a factor: what TensorFlow Hub's users do. */
    HUB,
    /** All numbers times a factor: what BigGAN's public code does. */
    SCALED
  }

  /** Where TensorFlow Hub's users truncate. */
  private static final double HUB_THRESHOLD = 2;

  /**
   * Checks that they go together.
   *
   * @throws IllegalArgumentException if numbers are to be drawn again that are not normal, or the
   *     amount is out of range
   */
  public LatentSource {
    if (manner != Manner.PLAIN && !(amount >= Latents.LEAST_THRESHOLD)) {
      throw new IllegalArgumentException(
          "must be %s or more, got %s".formatted(Latents.LEAST_THRESHOLD, amount));
    }
    boolean redraws = manner == Manner.RESAMPLED || manner == Manner.HUB;
    if (redraws && !distribution.isNormal()) {
      throw new IllegalArgumentException(
          "latents of family %s are not normal numbers, so that none lie beyond a threshold"
              .formatted(distribution.family().jsonName()));
    }
  }

  /** Latents as they are distributed. */
  public static LatentSource plain(LatentDistribution distribution) {
    return new LatentSource(distribution, Manner.PLAIN, 0);
  }

  /**
   * Draws the next latents of a stream.
   *
   * @return {@code [count, size]}
   */
  public float[] draw(RandomState random, int count, int size) {
    return switch (manner) {
      case PLAIN -> plainly(random, count, size);
      case RESAMPLED -> Latents.truncated(random, count, size, amount);
      case HUB -> times(Latents.truncated(random, count, size, HUB_THRESHOLD), amount);
      case SCALED -> times(plainly(random, count, size), amount);
    };
  }

  private float[] plainly(RandomState random, int count, int size) {
    return distribution.draw(random, count, size, LatentDistribution.TRAINED);
  }

  private static float[] times(float[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * factor);
    }
    return values;
  }
}
