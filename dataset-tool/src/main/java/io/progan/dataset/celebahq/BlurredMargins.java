package io.progan.dataset.celebahq;

import io.progan.dataset.RawImage;

/**
 * Adds margins to a picture that show it mirrored, more and more blurred towards the outside, and
 * that end in its median colour. Pure functions in single precision, as NumPy computes.
 */
final class BlurredMargins {
  private static final int MAX = 255;

  private BlurredMargins() {}

  /**
   * The picture with margins. Needs three planes of floats of the new size beside the result.
   *
   * @param margins each above 0
   * @param sigma standard deviation of the blur in pixels, above 0
   */
  static RawImage add(RawImage image, Edges margins, double sigma) {
    int width = image.width() + margins.left() + margins.right();
    int height = image.height() + margins.top() + margins.bottom();
    int plane = Math.multiplyExact(width, height);
    byte[] data = new byte[Math.multiplyExact(image.channels(), plane)];
    for (int channel = 0; channel < image.channels(); channel++) {
      FloatPlane values = blended(image, channel, margins, sigma);
      for (int i = 0; i < plane; i++) {
        double rounded = Math.rint(values.values()[i]);
        data[channel * plane + i] = (byte) (int) Math.max(0, Math.min(MAX, rounded));
      }
    }
    return new RawImage(image.channels(), height, width, data);
  }

  /** One channel with margins, before it is rounded. */
  static FloatPlane blended(RawImage image, int channel, Edges margins, double sigma) {
    FloatPlane plane = mirrored(image, channel, margins);
    FloatPlane blurred = new GaussianBlur(sigma).apply(plane);
    float[] values = plane.values();
    int at = 0;
    for (int y = 0; y < plane.height(); y++) {
      for (int x = 0; x < plane.width(); x++, at++) {
        float part = clip(outside(plane, margins, x, y) * 3 + 1);
        values[at] += (blurred.values()[at] - values[at]) * part;
      }
    }
    float median = plane.median();
    at = 0;
    for (int y = 0; y < plane.height(); y++) {
      for (int x = 0; x < plane.width(); x++, at++) {
        values[at] += (median - values[at]) * clip(outside(plane, margins, x, y));
      }
    }
    return plane;
  }

  /** Beyond the border the picture is mirrored, as often as needed, its edge not repeated. */
  private static FloatPlane mirrored(RawImage image, int channel, Edges margins) {
    int width = image.width() + margins.left() + margins.right();
    int height = image.height() + margins.top() + margins.bottom();
    float[] values = new float[Math.multiplyExact(width, height)];
    for (int y = 0; y < height; y++) {
      int row = channel * image.height() + inside(y - margins.top(), image.height());
      for (int x = 0; x < width; x++) {
        int column = inside(x - margins.left(), image.width());
        values[y * width + x] = image.data()[row * image.width() + column] & 0xff;
      }
    }
    return new FloatPlane(width, height, values);
  }

  private static int inside(int index, int size) {
    if (size == 1) {
      return 0;
    }
    int folded = Math.floorMod(index, 2 * (size - 1));
    return Math.min(folded, 2 * (size - 1) - folded);
  }

  /** 1 at the outer edge, 0 where the picture begins, negative within. */
  private static float outside(FloatPlane plane, Edges margins, int x, int y) {
    float first = Math.min((float) x / margins.left(), (float) y / margins.top());
    float right = (float) (plane.width() - 1 - x) / margins.right();
    float bottom = (float) (plane.height() - 1 - y) / margins.bottom();
    return 1 - Math.min(first, Math.min(right, bottom));
  }

  private static float clip(float value) {
    return Math.max(0, Math.min(1, value));
  }
}
