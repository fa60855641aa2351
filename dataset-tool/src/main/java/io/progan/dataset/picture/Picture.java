package io.progan.dataset.picture;

import io.progan.dataset.RawImage;

/**
 * A decoded picture of any size.
 *
 * @param pixels greyscale or RGB; not multiplied by the opacity
 * @param alpha the opacity of each pixel row by row, 0 (transparent) to 255; null if all is opaque
 */
public record Picture(RawImage pixels, byte[] alpha) {
  private static final int OPAQUE = 255;

  /** Checks that there is an opacity for each pixel, else {@link IllegalArgumentException}. */
  public Picture {
    if (alpha != null && alpha.length != pixels.height() * pixels.width()) {
      throw new IllegalArgumentException(
          "%d opacities for a picture of %s".formatted(alpha.length, pixels.shape()));
    }
  }

  /**
   * The picture laid over one colour, in as many channels as are wanted: a grey picture that is to
   * be RGB becomes so before, and one of RGB grey after.
   *
   * @param background 0xRRGGBB
   * @param channels 1 or 3
   */
  public RawImage over(int background, int channels) {
    if (channels <= pixels.channels()) {
      return Grey.withChannels(over(background), channels);
    }
    return new Picture(Grey.withChannels(pixels, channels), alpha).over(background);
  }

  /**
   * The picture laid over one colour, each value rounded to the nearest.
   *
   * @param background 0xRRGGBB; a grey picture is laid over the luma of it (ITU-R BT.601)
   * @return the pixels themselves if all is opaque
   */
  public RawImage over(int background) {
    if (alpha == null) {
      return pixels;
    }
    int plane = alpha.length;
    byte[] from = pixels.data();
    byte[] to = new byte[from.length];
    for (int channel = 0; channel < pixels.channels(); channel++) {
      int back = pixels.channels() == 1 ? Grey.luma(background) : background >> (16 - 8 * channel);
      back &= 0xff;
      for (int i = 0, at = channel * plane; i < plane; i++, at++) {
        int opacity = alpha[i] & 0xff;
        int sum = (from[at] & 0xff) * opacity + back * (OPAQUE - opacity);
        to[at] = (byte) ((sum + OPAQUE / 2) / OPAQUE);
      }
    }
    return new RawImage(pixels.channels(), pixels.height(), pixels.width(), to);
  }
}
