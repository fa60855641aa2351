package io.progan.dataset;

import java.util.Arrays;

/**
 * A picture as datasets hold it: bytes 0 to 255 in the order channel, row, column. The bytes are
 * neither copied in nor out; whoever shares them does not change them.
 */
public final class RawImage {
  private final int channels;
  private final int height;
  private final int width;
  private final byte[] data;

  /**
   * A picture of the given size.
   *
   * @param data {@code channels * height * width} unsigned bytes, else {@link
   *     IllegalArgumentException}
   */
  public RawImage(int channels, int height, int width, byte[] data) {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "image of %d x %d x %d has no pixels".formatted(channels, height, width));
    }
    if ((long) channels * height * width != data.length) {
      throw new IllegalArgumentException(
          "image of %d x %d x %d does not have %d bytes"
              .formatted(channels, height, width, data.length));
    }
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.data = data;
  }

  /** 1 for greyscale, 3 for red, green and blue. */
  public int channels() {
    return channels;
  }

  /** The number of rows. */
  public int height() {
    return height;
  }

  /** The number of columns. */
  public int width() {
    return width;
  }

  /** The bytes, unsigned, in the order channel, row, column. */
  public byte[] data() {
    return data;
  }

  /** Whether both have the same size. */
  public boolean sameShape(RawImage other) {
    return channels == other.channels && height == other.height && width == other.width;
  }

  /** The size in words, for example {@code 3 x 32 x 32}. */
  public String shape() {
    return channels + " x " + height + " x " + width;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawImage image && sameShape(image) && Arrays.equals(data, image.data);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "RawImage[" + shape() + "]";
  }
}
