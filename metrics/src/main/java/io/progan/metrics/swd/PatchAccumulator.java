package io.progan.metrics.swd;

import io.progan.metrics.image.ImageBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Collects the patches of one pyramid level over many minibatches and normalises them at the end:
 * each colour channel gets mean 0 and (population) standard deviation 1 over all patches.
 *
 * <p>Memory is {@code 4 * 3 * patchSize^2} bytes a patch: 1.2 GB for 16384 pictures of 128 patches
 * of 7x7 pixels. Not safe for use by several threads at once.
 */
public final class PatchAccumulator {
  private static final int CHANNELS = 3;

  private final int patchSize;
  private List<float[]> chunks = new ArrayList<>();

  /**
   * Starts with no patches.
   *
   * @param patchSize side of a patch in pixels, odd
   */
  public PatchAccumulator(int patchSize) {
    this.patchSize = patchSize;
  }

  /**
   * Adds the patches of a minibatch, as {@link PatchExtractor#extract}.
   *
   * @param level one level of the pyramids of RGB pictures
   * @throws IllegalArgumentException if the pictures are not RGB or a patch leaves its picture
   * @throws IllegalStateException after {@link #finish}
   */
  public void add(ImageBatch level, int[] xs, int[] ys) {
    if (level.channels() != CHANNELS) {
      throw new IllegalArgumentException("SWD needs RGB images, they are " + level);
    }
    open().add(PatchExtractor.extract(level, xs, ys, patchSize));
  }

  private List<float[]> open() {
    if (chunks == null) {
      throw new IllegalStateException("patches were already normalised, start a new accumulator");
    }
    return chunks;
  }

  /**
   * Normalises the patches in place and hands them over; the accumulator is empty and closed
   * afterwards. A channel without any variation becomes 0.
   *
   * @throws IllegalStateException if there is no patch or this was called before
   */
  public PatchSet finish() {
    List<float[]> all = open();
    if (all.isEmpty()) {
      throw new IllegalStateException("SWD got no images");
    }
    chunks = null;
    for (int channel = 0; channel < CHANNELS; channel++) {
      normalize(all, channel);
    }
    return new PatchSet(all, CHANNELS * patchSize * patchSize);
  }

  private void normalize(List<float[]> all, int channel) {
    double count = all.stream().mapToLong(c -> c.length).sum() / (double) CHANNELS;
    double mean = sum(all, channel, 0, 1) / count;
    double deviation = Math.sqrt(sum(all, channel, mean, 2) / count);
    double scale = deviation == 0 ? 0 : 1 / deviation;
    IntStream.range(0, all.size())
        .parallel()
        .forEach(i -> shiftAndScale(all.get(i), channel, mean, scale));
  }

  /** The sum over one channel of {@code (value - shift)^power}, in the same order every time. */
  private double sum(List<float[]> all, int channel, double shift, int power) {
    double[] sums =
        IntStream.range(0, all.size())
            .parallel()
            .mapToDouble(i -> sum(all.get(i), channel, shift, power))
            .toArray();
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return total;
  }

  private double sum(float[] chunk, int channel, double shift, int power) {
    int area = patchSize * patchSize;
    double sum = 0;
    for (int from = channel * area; from < chunk.length; from += CHANNELS * area) {
      for (int i = from; i < from + area; i++) {
        double value = chunk[i] - shift;
        sum += power == 1 ? value : value * value;
      }
    }
    return sum;
  }

  private void shiftAndScale(float[] chunk, int channel, double mean, double scale) {
    int area = patchSize * patchSize;
    for (int from = channel * area; from < chunk.length; from += CHANNELS * area) {
      for (int i = from; i < from + area; i++) {
        chunk[i] = (float) ((chunk[i] - mean) * scale);
      }
    }
  }
}
