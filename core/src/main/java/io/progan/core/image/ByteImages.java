package io.progan.core.image;

/** Real images that stay bytes until the end, as in the Theano version. */
public final class ByteImages {

  private ByteImages() {}

  /**
   * Mirrors and fades.
   *
   * @param pixels {@code [count, channels, size, size]}, 0..255
   * @param size height and width of the images
   * @param mirror for each image a number in [0, 1): below 0.5 it is mirrored horizontally; null
   *     for no mirroring
   * @param fade the weight of the copy of half the resolution, which each image is blended with in
   *     double precision and truncated
   * @return {@code [count, channels, size, size]}
   */
  public static byte[] process(byte[] pixels, int channels, int size, float[] mirror, double fade) {
    byte[] values = new byte[pixels.length];
    int imageLength = channels * size * size;
    for (int start = 0; start < pixels.length; start += size) {
      boolean mirrored = mirror != null && mirror[start / imageLength] < 0.5f;
      for (int x = 0; x < size; x++) {
        values[start + x] = pixels[mirrored ? start + size - 1 - x : start + x];
      }
    }
    if (fade > 0) {
      blendWithHalf(values, size, fade);
    }
    return values;
  }

  private static void blendWithHalf(byte[] values, int size, double fade) {
    for (int top = 0; top < values.length; top += 2 * size) {
      for (int x = top; x < top + size; x += 2) {
        int[] places = {x, x + 1, x + size, x + size + 1};
        double sum = 0;
        for (int place : places) {
          sum += values[place] & 0xff;
        }
        double mean = sum / places.length;
        for (int place : places) {
          double value = values[place] & 0xff;
          values[place] = (byte) (int) (value + (mean - value) * fade);
        }
      }
    }
  }

  /**
   * Converts to the networks' range.
   *
   * @param pixels 0..255
   * @param noise for each pixel what is added; null to add nothing
   * @param range the networks' range
   */
  public static float[] convert(byte[] pixels, float[] noise, DynamicRange range) {
    float[] values = new float[pixels.length];
    for (int i = 0; i < values.length; i++) {
      float value = pixels[i] & 0xff;
      values[i] = (noise == null ? value : value + noise[i]) * range.scale() + range.bias();
    }
    return values;
  }
}
