package io.progan.core.image;

/** What happens to real images just before the discriminator sees them. */
public final class RealImages {

  private RealImages() {}

  /**
   * Converts to the networks' range, mirrors and fades.
   *
   * <p>During a transition each image is blended with its own copy of half the resolution, as the
   * networks' outputs are.
   *
   * @param pixels {@code [count, channels, size, size]}, 0..255
   * @param size height and width of the images
   * @param channels the number of channels
   * @param mirror for each image a number in [0, 1): from 0.5 on it is mirrored horizontally; null
   *     for no mirroring
   * @param fade the weight of the halved copy: the fractional part of the level of detail
   * @param range the networks' range
   * @return {@code [count, channels, size, size]}
   */
  public static float[] process(
      byte[] pixels, int channels, int size, float[] mirror, double fade, DynamicRange range) {
    return mirrorAndFade(ByteImages.convert(pixels, null, range), channels, size, mirror, fade);
  }

  /**
   * Mirrors and fades what has been converted already.
   *
   * @param values {@code [count, channels, size, size]}; changed in place
   * @param mirror for each image a number in [0, 1): from 0.5 on it is mirrored horizontally; null
   *     for no mirroring
   * @return the same array
   */
  public static float[] mirrorAndFade(
      float[] values, int channels, int size, float[] mirror, double fade) {
    int imageLength = channels * size * size;
    for (int start = 0; mirror != null && start < values.length; start += size) {
      if (mirror[start / imageLength] >= 0.5f) {
        mirror(values, start, size);
      }
    }
    if (fade > 0) {
      blendWithHalf(values, size, (float) fade);
    }
    return values;
  }

  private static void mirror(float[] values, int start, int size) {
    for (int left = start, right = start + size - 1; left < right; left++, right--) {
      float value = values[left];
      values[left] = values[right];
      values[right] = value;
    }
  }

  private static void blendWithHalf(float[] values, int size, float fade) {
    for (int top = 0; top < values.length; top += 2 * size) {
      for (int x = 0; x < size; x += 2) {
        int a = top + x;
        int b = a + size;
        float mean = (values[a] + values[a + 1] + values[b] + values[b + 1]) * 0.25f;
        values[a] += (mean - values[a]) * fade;
        values[a + 1] += (mean - values[a + 1]) * fade;
        values[b] += (mean - values[b]) * fade;
        values[b + 1] += (mean - values[b + 1]) * fade;
      }
    }
  }

  /**
   * Box downscaling.
   *
   * @param values {@code [planes, size, size]}
   * @param size height and width
   * @param factor how many pixels become one in both directions
   * @return {@code [planes, size / factor, size / factor]}
   */
  public static float[] downscale(float[] values, int size, int factor) {
    if (factor == 1) {
      return values;
    }
    int small = size / factor;
    float[] result = new float[values.length / factor / factor];
    for (int i = 0; i < values.length; i++) {
      int x = i % size / factor;
      int y = i / size % size / factor;
      result[(i / (size * size) * small + y) * small + x] += values[i];
    }
    for (int i = 0; i < result.length; i++) {
      result[i] /= factor * factor;
    }
    return result;
  }

  /**
   * Nearest-neighbour upscaling.
   *
   * @param values {@code [planes, size, size]}
   * @param size height and width
   * @param factor how many pixels each becomes in both directions
   * @return {@code [planes, size * factor, size * factor]}
   */
  public static float[] upscale(float[] values, int size, int factor) {
    if (factor == 1) {
      return values;
    }
    int large = size * factor;
    float[] result = new float[values.length * factor * factor];
    for (int i = 0; i < result.length; i++) {
      int x = i % large;
      int y = (i / large) % large;
      int plane = i / (large * large);
      result[i] = values[(plane * size + y / factor) * size + x / factor];
    }
    return result;
  }
}
