package io.progan.app.video;

import io.progan.dataset.RawImage;

/** Pictures as encoders want them: red, green, blue, pixel by pixel. */
final class PackedRgb {

  private PackedRgb() {}

  /** The bytes of a picture; grey becomes three equal colours. */
  static byte[] of(RawImage picture) {
    int plane = picture.width() * picture.height();
    byte[] data = picture.data();
    byte[] packed = new byte[3 * plane];
    int green = picture.channels() == 1 ? 0 : plane;
    for (int i = 0; i < plane; i++) {
      packed[3 * i] = data[i];
      packed[3 * i + 1] = data[i + green];
      packed[3 * i + 2] = data[i + 2 * green];
    }
    return packed;
  }
}
