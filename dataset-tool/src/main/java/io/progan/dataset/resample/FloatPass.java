package io.progan.dataset.resample;

import java.util.Arrays;

/**
 * The arithmetic of Pillow 3.1.1: every step is rounded to single precision where that version's C
 * code stores a float, and the sums are cut off after one half is added.
 */
final class FloatPass extends Pass {
  private static final float HALF = 0.5f;

  private final float[] weights;
  private final float[] samples;
  private final float[] sums = new float[LANES];

  private FloatPass(Windows windows, int inSize, float[] weights) {
    super(windows, inSize);
    this.weights = weights;
    this.samples = new float[Math.multiplyExact(inSize, LANES)];
  }

  /** LANCZOS only, else {@link IllegalArgumentException}. */
  static FloatPass of(Filter filter, int inSize, int outSize) {
    if (filter != Filter.LANCZOS) {
      throw new IllegalArgumentException(
          filter + " is computed in fixed point only; in single precision there is LANCZOS");
    }
    float scale = (float) inSize / outSize;
    float stretch = Math.max(scale, 1);
    float support = (float) filter.support() * stretch;
    float shrink = (float) (1.0 / stretch);
    Windows windows = Windows.of(outSize, support);
    float[] weights = new float[Math.multiplyExact(outSize, windows.most())];
    for (int i = 0; i < outSize; i++) {
      float center = (float) ((i + 0.5) * scale);
      int begin = (int) Math.floor(center - support);
      windows.set(i, begin, (int) Math.ceil(center + support), inSize);
      int row = i * windows.most();
      int size = windows.size()[i];
      float sum = 0;
      for (int k = 0; k < size; k++) {
        float distance = (float) (((k + windows.first()[i] - center) + 0.5) * shrink);
        weights[row + k] = lanczos(distance) * shrink;
        sum += weights[row + k];
      }
      for (int k = 0; k < size && sum != 0; k++) {
        weights[row + k] /= sum;
      }
    }
    return new FloatPass(windows, inSize, weights);
  }

  private static float lanczos(float x) {
    return -3 <= x && x < 3 ? sinc(x) * sinc(x / 3) : 0;
  }

  private static float sinc(float x) {
    float angle = (float) (x * Math.PI);
    return x == 0 ? 1 : (float) (StrictMath.sin(angle) / angle);
  }

  @Override
  void put(int index, int sample) {
    samples[index] = sample;
  }

  @Override
  void clear() {
    Arrays.fill(sums, HALF);
  }

  @Override
  void add(int from, int weight) {
    float factor = weights[weight];
    for (int lane = 0; lane < LANES; lane++) {
      sums[lane] += samples[from + lane] * factor;
    }
  }

  @Override
  int level(int lane) {
    return Math.max(0, Math.min(255, (int) sums[lane]));
  }
}
