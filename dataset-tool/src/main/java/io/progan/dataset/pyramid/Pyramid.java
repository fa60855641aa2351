package io.progan.dataset.pyramid;

import io.progan.dataset.RawImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the lower resolutions of an image. Each value is the single-precision mean of a 2 x 2 block
 * of the level above, which is not rounded in between; every level is rounded half to even on its
 * own when it is stored. A pure function.
 */
public final class Pyramid {
  private static final int SMALLEST = 4;
  private static final float QUARTER = 0.25f;

  private Pyramid() {}

  /**
   * The image and its halvings down to 4 x 4, largest first.
   *
   * @param image square, a power of two, at least 4 x 4, 1 or 3 channels, else {@link
   *     IllegalArgumentException}
   */
  public static List<RawImage> levels(RawImage image) {
    checkShape(image);
    List<RawImage> levels = new ArrayList<>();
    levels.add(image);
    int resolution = image.width();
    if (resolution == SMALLEST) {
      return levels;
    }
    int channels = image.channels();
    float[] means = halve(image);
    resolution /= 2;
    levels.add(round(means, channels, resolution));
    while (resolution > SMALLEST) {
      resolution /= 2;
      halveInPlace(means, channels, resolution);
      levels.add(round(means, channels, resolution));
    }
    return levels;
  }

  private static void checkShape(RawImage image) {
    boolean usable =
        image.height() == image.width()
            && image.width() >= SMALLEST
            && Integer.bitCount(image.width()) == 1
            && (image.channels() == 1 || image.channels() == 3);
    if (!usable) {
      throw new IllegalArgumentException(
          "image of %s: must be square, a power of two from 4, with 1 or 3 channels"
              .formatted(image.shape()));
    }
  }

  private static float[] halve(RawImage image) {
    int width = image.width();
    byte[] from = image.data();
    float[] to = new float[from.length / 4];
    int target = 0;
    for (int top = 0; top < from.length; top += 2 * width) {
      for (int at = top; at < top + width; at += 2) {
        int below = at + width;
        int sum =
            (from[at] & 0xff)
                + (from[at + 1] & 0xff)
                + (from[below] & 0xff)
                + (from[below + 1] & 0xff);
        to[target++] = sum * QUARTER;
      }
    }
    return to;
  }

  /** Reads ahead of where it writes, so the halved level may lie over the start of the old one. */
  private static void halveInPlace(float[] means, int channels, int resolution) {
    int width = 2 * resolution;
    int end = channels * width * width;
    int target = 0;
    for (int top = 0; top < end; top += 2 * width) {
      for (int at = top; at < top + width; at += 2) {
        int below = at + width;
        means[target++] = (means[at] + means[at + 1] + means[below] + means[below + 1]) * QUARTER;
      }
    }
  }

  /** Means of bytes stay within 0 to 255, so there is nothing to clip. */
  private static RawImage round(float[] means, int channels, int resolution) {
    byte[] data = new byte[channels * resolution * resolution];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (int) Math.rint(means[i]);
    }
    return new RawImage(channels, resolution, resolution, data);
  }
}
