package io.progan.metrics.image;

/**
 * The size of images.
 *
 * @param channels 1 for greyscale, 3 for RGB
 * @param height rows
 * @param width columns
 */
public record ImageShape(int channels, int height, int width) {

  /** The number of values of one image. */
  public int length() {
    return Math.multiplyExact(channels * height, width);
  }

  /** {@code 128x96}. */
  public String size() {
    return width + "x" + height;
  }

  /** {@code 128x96 RGB}. */
  @Override
  public String toString() {
    return size() + (channels == 1 ? " grey" : " RGB");
  }
}
