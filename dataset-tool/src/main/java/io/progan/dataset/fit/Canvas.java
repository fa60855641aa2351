package io.progan.dataset.fit;

import io.progan.dataset.RawImage;
import io.progan.dataset.picture.Grey;
import java.util.Arrays;

/** A square of one colour. */
final class Canvas {
  private Canvas() {}

  /**
   * A square to paint on.
   *
   * @param color 0xRRGGBB; its luma for one channel
   */
  static RawImage filled(int channels, int side, int color) {
    byte[] data = new byte[channels * side * side];
    for (int channel = 0; channel < channels; channel++) {
      int value = channels == 1 ? Grey.luma(color) : color >> (16 - 8 * channel);
      Arrays.fill(data, channel * side * side, (channel + 1) * side * side, (byte) value);
    }
    return new RawImage(channels, side, side, data);
  }
}
