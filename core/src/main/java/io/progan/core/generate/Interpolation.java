package io.progan.core.generate;

import io.progan.dataset.numpy.RandomState;
import java.util.stream.IntStream;

/** Latents that move: one set for each frame of a video, and the last leads back to the first. */
public final class Interpolation {

  /** The Gaussian is cut off after so many standard deviations, as SciPy does. */
  private static final double CUT = 4;

  private Interpolation() {}

  /**
   * Random latents smoothed over time, as the original's interpolation videos: {@code
   * RandomState(seed).randn(frames, images, size)} through a Gaussian filter along the frames that
   * wraps around, divided by the root of the mean square of all numbers.
   *
   * @param sigma the standard deviation of the Gaussian in frames, above 0
   * @return {@code [frames, images, size]}
   */
  public static float[] smoothed(long seed, int frames, int images, int size, double sigma) {
    if (frames < 1 || !(sigma > 0)) {
      throw new IllegalArgumentException(
          "cannot smooth %d frames by %s frames".formatted(frames, sigma));
    }
    int columns = Math.multiplyExact(images, size);
    float[] latents = new RandomState(seed).randnFloats(Math.multiplyExact(frames, columns));
    double[] weights = gaussian(sigma);
    IntStream.range(0, columns)
        .parallel()
        .forEach(column -> filter(latents, column, columns, weights));
    double squares = 0;
    for (float value : latents) {
      squares += (double) value * value;
    }
    float scale = (float) Math.sqrt(squares / latents.length);
    for (int i = 0; i < latents.length; i++) {
      latents[i] /= scale;
    }
    return latents;
  }

  private static double[] gaussian(double sigma) {
    int radius = (int) (CUT * sigma + 0.5);
    double[] weights = new double[2 * radius + 1];
    double sum = 0;
    for (int i = -radius; i <= radius; i++) {
      weights[i + radius] = Math.exp(-0.5 * i * i / (sigma * sigma));
      sum += weights[i + radius];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /** Filters one column over all frames. */
  private static void filter(float[] latents, int column, int columns, double[] weights) {
    int frames = latents.length / columns;
    int radius = weights.length / 2;
    double[] padded = new double[frames + 2 * radius];
    for (int i = 0; i < padded.length; i++) {
      padded[i] = latents[Math.floorMod(i - radius, frames) * columns + column];
    }
    for (int frame = 0; frame < frames; frame++) {
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += padded[frame + i] * weights[i];
      }
      latents[frame * columns + column] = (float) sum;
    }
  }

  /**
   * A round trip through key vectors, each reached at its own frame, with equal times between.
   *
   * @param keys {@code [count, size]}
   * @param size the length of a vector
   * @param frames how many vectors to make, at least as many as there are keys
   * @param path how to get from one to the next
   * @return {@code [frames, size]}; the first is the first key, the last is one step before it
   */
  public static float[] through(float[] keys, int size, int frames, KeyframePath path) {
    int count = keys.length / size;
    if (count < 1 || frames < count) {
      throw new IllegalArgumentException(
          "%d frames cannot show %d key frames".formatted(frames, count));
    }
    float[] latents = new float[Math.multiplyExact(frames, size)];
    for (int frame = 0; frame < frames; frame++) {
      double position = (double) frame * count / frames;
      int from = (int) position;
      double[][] around = new double[4][];
      for (int i = 0; i < around.length; i++) {
        around[i] = row(keys, Math.floorMod(from + i - 1, count), size);
      }
      double[] between = path.between(around, position - from);
      for (int i = 0; i < size; i++) {
        latents[frame * size + i] = (float) between[i];
      }
    }
    return latents;
  }

  private static double[] row(float[] values, int index, int size) {
    double[] row = new double[size];
    for (int i = 0; i < size; i++) {
      row[i] = values[index * size + i];
    }
    return row;
  }
}
