package io.progan.dataset.picture;

import io.progan.dataset.RawImage;

/** Between greyscale and colour. The luma is that of ITU-R BT.601 in Pillow's arithmetic. */
public final class Grey {
  private static final int RED = 19595;
  private static final int GREEN = 38470;
  private static final int BLUE = 7471;
  private static final int HALF = 1 << 15;

  private Grey() {}

  /** The luma of a colour 0xRRGGBB, 0 to 255. */
  public static int luma(int rgb) {
    return luma(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
  }

  private static int luma(int red, int green, int blue) {
    return (RED * red + GREEN * green + BLUE * blue + HALF) >> 16;
  }

  /**
   * The image with so many channels: RGB becomes its luma, grey is repeated.
   *
   * @param channels 1 or 3, else {@link IllegalArgumentException}
   * @return the image itself if it has that many already
   */
  public static RawImage withChannels(RawImage image, int channels) {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("channels must be 1 or 3, not " + channels);
    }
    if (image.channels() == channels) {
      return image;
    }
    int plane = image.height() * image.width();
    byte[] from = image.data();
    byte[] to = new byte[channels * plane];
    if (channels == 3) {
      for (int channel = 0; channel < channels; channel++) {
        System.arraycopy(from, 0, to, channel * plane, plane);
      }
    } else {
      for (int i = 0; i < plane; i++) {
        to[i] = (byte) luma(from[i] & 0xff, from[plane + i] & 0xff, from[2 * plane + i] & 0xff);
      }
    }
    return new RawImage(channels, image.height(), image.width(), to);
  }
}
