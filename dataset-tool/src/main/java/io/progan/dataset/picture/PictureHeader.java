package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;

/**
 * What a picture file says about itself before any pixel is decoded.
 *
 * @param width columns as stored, before a turn that the file may ask for
 * @param height rows as stored
 * @param channels what decoding gives: 1 for greyscale, 3 for colour
 * @param transparent whether there may be pixels that are not opaque
 */
public record PictureHeader(int width, int height, int channels, boolean transparent) {
  /** The most pixels that are decoded; a file that claims more is refused unread. */
  public static final long MOST_PIXELS = 100_000_000;

  private static final long MILLION = 1_000_000;

  /** Fails with the reason alone if the size is not one that can be decoded. */
  void check() throws DatasetException {
    if (width < 1 || height < 1) {
      throw new DatasetException("damaged picture (its size is " + size() + ")");
    }
    if (pixels() > MOST_PIXELS) {
      throw new DatasetException(
          "picture claims %s pixels, more than the %d million that can be used"
              .formatted(size(), MOST_PIXELS / MILLION));
    }
  }

  /** The same, without transparent pixels. */
  PictureHeader opaque() {
    return new PictureHeader(width, height, channels, false);
  }

  /** The number of pixels. */
  public long pixels() {
    return (long) width * height;
  }

  /** The size in words, for example {@code 640 x 480}. */
  public String size() {
    return width + " x " + height;
  }
}
