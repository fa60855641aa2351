package io.progan.core.training;

import io.progan.dataset.numpy.RandomState;

/**
 * The independent streams of random numbers of a run, all from one seed: whoever draws more from
 * one does not disturb the others.
 *
 * @param seed the run's seed
 */
public record Seeds(int seed) {

  private static final long STEP = 0x9E37_79B9L;
  private static final long MASK = 0xFFFF_FFFFL;

  /** The latents of the image grid: NumPy's {@code RandomState(seed).randn}, as the original's. */
  public RandomState grid() {
    return stream(0);
  }

  /** Initial weights. */
  public RandomState weights() {
    return stream(1);
  }

  /** Latents, mixing factors, mirroring and labels of the steps. */
  public RandomState steps() {
    return stream(2);
  }

  /** The order of the real images. */
  public RandomState order() {
    return stream(3);
  }

  /**
   * Other numbers for the steps, for a training that is tried again.
   *
   * @param trial which one, from 1
   */
  public RandomState stepsAgain(int trial) {
    return stream(3 + trial);
  }

  private RandomState stream(int number) {
    return new RandomState((seed + number * STEP) & MASK);
  }
}
