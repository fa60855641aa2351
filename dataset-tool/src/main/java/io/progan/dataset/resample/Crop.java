package io.progan.dataset.resample;

import io.progan.dataset.RawImage;

/** Cuts rectangles out of pictures. Pure functions. */
public final class Crop {
  private Crop() {}

  /**
   * The rectangle with the given corner and size.
   *
   * @throws IllegalArgumentException if it does not lie within the picture or is empty
   */
  public static RawImage box(RawImage image, int left, int top, int width, int height) {
    boolean within =
        left >= 0
            && top >= 0
            && width >= 1
            && height >= 1
            && width <= image.width() - left
            && height <= image.height() - top;
    if (!within) {
      throw new IllegalArgumentException(
          "%d x %d pixels at (%d, %d) do not lie within a picture of %d x %d"
              .formatted(width, height, left, top, image.width(), image.height()));
    }
    byte[] data = new byte[image.channels() * height * width];
    for (int channel = 0; channel < image.channels(); channel++) {
      for (int y = 0; y < height; y++) {
        int from = (channel * image.height() + top + y) * image.width() + left;
        System.arraycopy(image.data(), from, data, (channel * height + y) * width, width);
      }
    }
    return new RawImage(image.channels(), height, width, data);
  }

  /**
   * The largest square in the middle; where it cannot lie quite in the middle, one pixel further to
   * the left or top.
   */
  public static RawImage centerSquare(RawImage image) {
    int side = Math.min(image.width(), image.height());
    return box(image, (image.width() - side) / 2, (image.height() - side) / 2, side, side);
  }
}
