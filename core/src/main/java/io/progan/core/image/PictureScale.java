package io.progan.core.image;

import io.progan.dataset.RawImage;

/** Makes finished pictures larger or smaller by whole factors. */
public final class PictureScale {

  private PictureScale() {}

  /** Every pixel becomes {@code factor x factor} equal ones. */
  public static RawImage enlarge(RawImage picture, int factor) {
    if (factor == 1) {
      return picture;
    }
    int width = picture.width() * factor;
    int rows = picture.channels() * picture.height();
    byte[] large = new byte[Math.multiplyExact(width * factor, rows)];
    for (int row = 0; row < rows; row++) {
      int first = row * factor * width;
      for (int x = 0; x < width; x++) {
        large[first + x] = picture.data()[row * picture.width() + x / factor];
      }
      for (int copy = 1; copy < factor; copy++) {
        System.arraycopy(large, first, large, first + copy * width, width);
      }
    }
    return new RawImage(picture.channels(), picture.height() * factor, width, large);
  }

  /** Every 2x2 pixels become one, their mean; an odd last row or column is left out. */
  public static RawImage halve(RawImage picture) {
    int height = picture.height() / 2;
    int width = picture.width() / 2;
    byte[] data = picture.data();
    byte[] small = new byte[picture.channels() * height * width];
    for (int i = 0; i < small.length; i++) {
      int channel = i / (width * height);
      int y = i / width % height;
      int from = (channel * picture.height() + 2 * y) * picture.width() + i % width * 2;
      int below = from + picture.width();
      int sum =
          (data[from] & 0xff)
              + (data[from + 1] & 0xff)
              + (data[below] & 0xff)
              + (data[below + 1] & 0xff);
      small[i] = (byte) ((sum + 2) / 4);
    }
    return new RawImage(picture.channels(), height, width, small);
  }
}
