package io.progan.core.image;

/**
 * The range of values that the networks see.
 *
 * @param low what a pixel of 0 becomes
 * @param high what a pixel of 255 becomes
 */
public record DynamicRange(double low, double high) {

  /** The original's range, [-1, 1]. */
  public static final DynamicRange NETWORK = new DynamicRange(-1, 1);

  /** The factor from pixels to network values; single precision, as in the original. */
  float scale() {
    return ((float) high - (float) low) / 255f;
  }

  /** What is added after the factor. */
  float bias() {
    return (float) low;
  }

  /** A network value as a pixel: rounded half to even and clipped to 0..255. */
  byte toPixel(float value) {
    float factor = (float) (255 / (high - low));
    float offset = (float) (-low * 255 / (high - low));
    return (byte) (int) Math.max(0, Math.min(255, Math.rint(value * factor + offset)));
  }
}
