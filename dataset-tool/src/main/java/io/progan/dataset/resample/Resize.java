package io.progan.dataset.resample;

import io.progan.dataset.RawImage;

/**
 * Changes the size of pictures as Pillow's {@code Image.resize} does, to the bit: first along the
 * rows, then along the columns, with a rounding to bytes in between. Pure functions.
 */
public final class Resize {
  private Resize() {}

  /** As the other one, in the {@link Arithmetic#FIXED_POINT} of today's Pillow. */
  public static RawImage resize(RawImage image, int width, int height, Filter filter) {
    return resize(image, width, height, filter, Arithmetic.FIXED_POINT);
  }

  /**
   * The picture in another size; the proportions are not kept. Beside the result it needs memory
   * for one plane of {@code width} times the old height, and 256 bytes for each row or column.
   *
   * @param image any number of channels, each treated by itself, so transparency must be laid over
   *     a background before
   * @param width the number of columns wanted, at least 1
   * @param height the number of rows wanted, at least 1
   * @return the image itself if it has that size already
   * @throws IllegalArgumentException if a size is not positive, or the arithmetic lacks the filter
   */
  public static RawImage resize(
      RawImage image, int width, int height, Filter filter, Arithmetic arithmetic) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("cannot resize to %d x %d".formatted(width, height));
    }
    if (width == image.width() && height == image.height()) {
      return image;
    }
    Pass rows = arithmetic.pass(filter, image.width(), width);
    Pass columns = arithmetic.pass(filter, image.height(), height);
    byte[] narrow = new byte[Math.multiplyExact(width, image.height())];
    int plane = Math.multiplyExact(width, height);
    byte[] data = new byte[Math.multiplyExact(image.channels(), plane)];
    for (int channel = 0; channel < image.channels(); channel++) {
      int origin = channel * image.height() * image.width();
      rows.run(
          Lines.rows(image.data(), origin, image.width(), image.height()),
          Lines.rows(narrow, 0, width, image.height()));
      columns.run(Lines.columns(narrow, 0, width), Lines.columns(data, channel * plane, width));
    }
    return new RawImage(image.channels(), height, width, data);
  }
}
