package io.progan.core.latent;

import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.LatentFamily;

/**
 * Draws latents of a family (BigGAN, appendix E).
 *
 * @param family which one
 */
public record LatentDistribution(LatentFamily family) {

  /** The standard deviation of annealed latents when a training begins. */
  private static final double FIRST_DEVIATION = 2;

  /** The same when it ends, and for a trained network. */
  private static final double LAST_DEVIATION = 1;

  private static final double LEAST_DEVIATION = 0.5;
  private static final double MOST_DEVIATION = 1.5;

  /** The progress of a network that is trained. */
  public static final double TRAINED = 1;

  /** Whether latents are normal numbers, so that those beyond a threshold can be drawn again. */
  public boolean isNormal() {
    return family == LatentFamily.NORMAL;
  }

  /**
   * Draws latents: first all normal numbers that the family needs, then all uniform ones.
   *
   * @param count of the vectors
   * @param size of a vector
   * @param progress of the training, 0 to 1
   * @return {@code [count, size]}
   */
  public float[] draw(RandomState random, int count, int size, double progress) {
    int length = Math.multiplyExact(count, size);
    if (isNormal()) {
      return random.randnFloats(length);
    }
    double[] normals = new double[needsNormals() ? length : 0];
    for (int i = 0; i < normals.length; i++) {
      normals[i] = random.randn();
    }
    double[] uniforms = new double[needsUniforms() ? length : 0];
    for (int i = 0; i < uniforms.length; i++) {
      uniforms[i] = random.rand();
    }
    double[] values = of(normals, uniforms, size, progress);
    float[] latents = new float[length];
    for (int i = 0; i < length; i++) {
      latents[i] = (float) values[i];
    }
    return latents;
  }

  private boolean needsNormals() {
    return switch (family) {
      case UNIFORM, BERNOULLI, SIGN, CATEGORICAL -> false;
      default -> true;
    };
  }

  private boolean needsUniforms() {
    return switch (family) {
      case NORMAL, CENSORED_NORMAL, ANNEALED_NORMAL -> false;
      default -> true;
    };
  }

  /**
   * Latents of normal and uniform numbers.
   *
   * @param normals {@code [count, size]}; empty if the family needs none
   * @param uniforms {@code [count, size]} from 0 to 1; empty if the family needs none
   * @param size of a vector
   * @param progress of the training, 0 to 1
   */
  double[] of(double[] normals, double[] uniforms, int size, double progress) {
    double[] values = new double[Math.max(normals.length, uniforms.length)];
    for (int i = 0; i < values.length; i++) {
      double normal = normals.length > 0 ? normals[i] : 0;
      double uniform = uniforms.length > 0 ? uniforms[i] : 0;
      double first = uniforms.length > 0 ? uniforms[i / size * size] : 0;
      values[i] = value(normal, uniform, first, 2 * (i % size) >= size, progress);
    }
    return values;
  }

  /**
   * One number.
   *
   * @param first uniform number of its vector
   * @param second whether it is in the second half of its vector
   */
  private double value(
      double normal, double uniform, double first, boolean second, double progress) {
    double bit = uniform >= 0.5 ? 1 : 0;
    return switch (family) {
      case NORMAL -> normal;
      case UNIFORM -> 2 * uniform - 1;
      case BERNOULLI -> bit;
      case CENSORED_NORMAL -> Math.max(normal, 0);
      case SIGN -> 2 * bit - 1;
      case CATEGORICAL -> Math.min(Math.floor(3 * uniform), 2) - 1;
      case NORMAL_TIMES_BERNOULLI -> normal * bit;
      case NORMAL_AND_BERNOULLI -> second ? bit : normal;
      case ANNEALED_NORMAL ->
          normal * (FIRST_DEVIATION + (LAST_DEVIATION - FIRST_DEVIATION) * progress);
      case PER_SAMPLE_NORMAL ->
          normal * (LEAST_DEVIATION + (MOST_DEVIATION - LEAST_DEVIATION) * first);
    };
  }
}
