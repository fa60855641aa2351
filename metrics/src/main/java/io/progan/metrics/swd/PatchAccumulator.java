package io.progan.metrics.swd;

import io.progan.metrics.image.ImageBatch;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Collects the patches of one pyramid level over many minibatches and normalises them at the end:
 * each colour channel gets mean 0 and (population) standard deviation 1 over all patches.
 *
 * <p>Patches go to a temporary file of {@code 4 * 3 * patchSize^2} bytes each: 1.2 GB for 16384
 * pictures of 128 patches of 7x7 pixels. Memory is that of one minibatch. Not safe for use by
 * several threads at once; close it, or the set of patches that comes out of it.
 */
public final class PatchAccumulator implements AutoCloseable {
  private static final int CHANNELS = 3;

  private final int patchSize;
  private final PatchFile file;
  private final float[] shifts = new float[CHANNELS];
  private final double[] sums;
  private final double[] squares;
  private boolean finished;

  /**
   * Starts with no patches.
   *
   * @param patchSize side of a patch in pixels, odd
   */
  public PatchAccumulator(int patchSize) {
    this(patchSize, Optional.empty());
  }

  /**
   * Starts with no patches.
   *
   * @param patchSize side of a patch in pixels, odd
   * @param folder where the temporary file goes, if not to the system's temporary files
   * @throws java.io.UncheckedIOException if there can be no temporary file
   */
  public PatchAccumulator(int patchSize, Optional<Path> folder) {
    this.patchSize = patchSize;
    int components = CHANNELS * patchSize * patchSize;
    file = PatchFile.create(folder, components);
    sums = new double[components];
    squares = new double[components];
  }

  /**
   * Adds the patches of a minibatch, as {@link PatchExtractor#extract}.
   *
   * @param level one level of the pyramids of RGB pictures
   * @throws IllegalArgumentException if the pictures are not RGB or a patch leaves its picture
   * @throws IllegalStateException after {@link #finish}
   * @throws java.io.UncheckedIOException if the temporary file cannot grow
   */
  public void add(ImageBatch level, int[] xs, int[] ys) {
    requireOpen();
    if (level.channels() != CHANNELS) {
      throw new IllegalArgumentException("SWD needs RGB images, they are " + level);
    }
    float[] patches = PatchExtractor.extract(level, xs, ys, patchSize);
    if (file.rows() == 0) {
      setShifts(patches);
    }
    shiftAndSum(patches);
    file.append(patches);
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("patches were already normalised, start a new accumulator");
    }
  }

  /** Patches are kept relative to the first minibatch's mean, so that no digits are lost. */
  private void setShifts(float[] patches) {
    double[] totals = new double[CHANNELS];
    int area = patchSize * patchSize;
    for (int i = 0; i < patches.length; i++) {
      totals[i / area % CHANNELS] += patches[i];
    }
    for (int channel = 0; channel < CHANNELS; channel++) {
      shifts[channel] = (float) (totals[channel] * CHANNELS / patches.length);
    }
  }

  /** One sum for each component, because sums side by side need not wait for each other. */
  private void shiftAndSum(float[] patches) {
    int area = patchSize * patchSize;
    for (int from = 0; from < patches.length; from += area) {
      int channel = from / area % CHANNELS;
      float shift = shifts[channel];
      for (int i = 0; i < area; i++) {
        float value = patches[from + i] - shift;
        patches[from + i] = value;
        sums[channel * area + i] += value;
        squares[channel * area + i] += (double) value * value;
      }
    }
  }

  /**
   * Normalises the patches and hands them over; the accumulator is closed afterwards, the set is to
   * be closed by the caller. A channel without any variation becomes 0.
   *
   * @throws IllegalStateException if there is no patch or this was called before
   */
  public PatchSet finish() {
    requireOpen();
    if (file.rows() == 0) {
      throw new IllegalStateException("SWD got no images");
    }
    finished = true;
    double[] means = new double[CHANNELS];
    double[] scales = new double[CHANNELS];
    int area = patchSize * patchSize;
    double count = (double) file.rows() * area;
    for (int channel = 0; channel < CHANNELS; channel++) {
      double sum = 0;
      double square = 0;
      for (int i = channel * area; i < (channel + 1) * area; i++) {
        sum += sums[i];
        square += squares[i];
      }
      means[channel] = sum / count;
      double variance = square / count - means[channel] * means[channel];
      scales[channel] = variance > 0 ? 1 / Math.sqrt(variance) : 0;
    }
    return new PatchSet(file, means, scales);
  }

  /** Frees the temporary file, unless it was handed over. */
  @Override
  public void close() {
    if (!finished) {
      finished = true;
      file.close();
    }
  }
}
