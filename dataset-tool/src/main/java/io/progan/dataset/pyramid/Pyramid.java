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
  private static final float WHOLE = 0x1p23f;

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
    float[] means = new float[image.data().length / 4];
    resolution /= 2;
    levels.add(halve(image, means));
    while (resolution > SMALLEST) {
      resolution /= 2;
      levels.add(halveInPlace(means, channels, resolution));
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

  private static RawImage halve(RawImage image, float[] means) {
    int width = image.width();
    byte[] from = image.data();
    byte[] rounded = new byte[means.length];
    int target = 0;
    for (int top = 0; top < from.length; top += 2 * width) {
      for (int at = top; at < top + width; at += 2) {
        int below = at + width;
        int sum =
            (from[at] & 0xff)
                + (from[at + 1] & 0xff)
                + (from[below] & 0xff)
                + (from[below + 1] & 0xff);
        means[target] = sum * QUARTER;
        rounded[target] = round(means[target]);
        target++;
      }
    }
    return new RawImage(image.channels(), width / 2, width / 2, rounded);
  }

  /** Reads ahead of where it writes, so the halved level may lie over the start of the old one. */
  private static RawImage halveInPlace(float[] means, int channels, int resolution) {
    int width = 2 * resolution;
    byte[] rounded = new byte[channels * resolution * resolution];
    int target = 0;
    for (int top = 0; target < rounded.length; top += 2 * width) {
      for (int at = top; at < top + width; at += 2) {
        int below = at + width;
        means[target] = (means[at] + means[at + 1] + means[below] + means[below + 1]) * QUARTER;
        rounded[target] = round(means[target]);
        target++;
      }
    }
    return new RawImage(channels, resolution, resolution, rounded);
  }

  /**
   * To the nearest integer, half to even: so many whole numbers does a float hold from 2^23 on, and
   * nothing between them. Means of bytes stay within 0 to 255, so there is nothing to clip.
   */
  private static byte round(float mean) {
    return (byte) Float.floatToRawIntBits(mean + WHOLE);
  }
}
