package io.progan.core.image;

import java.util.List;

/**
 * The range of values that the networks see.
 *
 * @param low what a pixel of 0 becomes
 * @param high what a pixel of 255 becomes
 */
public record DynamicRange(double low, double high) {

  /** The original's range, [-1, 1]. */
  public static final DynamicRange NETWORK = new DynamicRange(-1, 1);

  /** The range of a configuration: low and high. */
  public static DynamicRange of(List<Double> lowAndHigh) {
    return new DynamicRange(lowAndHigh.get(0), lowAndHigh.get(1));
  }

  /** The factor from pixels to network values; single precision, as in the original. */
  float scale() {
    return ((float) high - (float) low) / 255f;
  }

  /** What is added after the factor. */
  float bias() {
    return (float) low;
  }

  /** Network values as pixels: rounded half to even and clipped to 0..255. */
  public byte[] toPixels(float[] values) {
    float factor = (float) (255 / (high - low));
    float offset = (float) (-low * 255 / (high - low));
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      double rounded = Math.rint(values[i] * factor + offset);
      pixels[i] = (byte) (int) Math.max(0, Math.min(255, rounded));
    }
    return pixels;
  }
}
