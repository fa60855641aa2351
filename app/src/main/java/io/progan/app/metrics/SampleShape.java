package io.progan.app.metrics;

/**
 * The size of the images of a set.
 *
 * @param channels 1 for greyscale, 3 for RGB
 * @param height rows
 * @param width columns
 */
record SampleShape(int channels, int height, int width) {

  /** Bytes of one image. */
  int length() {
    return Math.multiplyExact(channels * height, width);
  }

  /** {@code 128x96}. */
  String size() {
    return width + "x" + height;
  }

  /** {@code 128x96 RGB}. */
  @Override
  public String toString() {
    return size() + (channels == 1 ? " grey" : " RGB");
  }
}
