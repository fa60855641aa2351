package io.progan.core.image;

import io.progan.dataset.RawImage;

/**
 * Images tiled row by row.
 *
 * @param columns images side by side
 * @param rows images one below the other
 */
public record ImageGrid(int columns, int rows) {

  /** The number of images that the grid holds. */
  public int size() {
    return columns * rows;
  }

  /**
   * Tiles images into one; missing ones stay 0, further ones are left out.
   *
   * @param images {@code [count, channels, height, width]}
   * @return {@code [channels, rows * height, columns * width]}
   */
  public float[] tile(float[] images, int channels, int height, int width) {
    int imageLength = channels * height * width;
    int count = Math.min(size(), images.length / imageLength);
    int rowLength = columns * width;
    float[] tiled = new float[channels * rows * height * rowLength];
    for (int i = 0; i < count; i++) {
      for (int c = 0; c < channels; c++) {
        for (int y = 0; y < height; y++) {
          int from = (i * channels + c) * height * width + y * width;
          int line = (c * rows + i / columns) * height + y;
          System.arraycopy(images, from, tiled, line * rowLength + (i % columns) * width, width);
        }
      }
    }
    return tiled;
  }

  /**
   * The root mean square difference of a pixel between two images, over all pairs: the square root
   * of twice the variance of a pixel over the images, averaged over the pixels.
   *
   * @param picture the images as {@link #picture} tiles them
   * @return 0 to 255; 0 if there are fewer than two images
   */
  public double distance(RawImage picture) {
    int height = picture.height() / rows;
    int width = picture.width() / columns;
    int count = size();
    double sum = 0;
    for (int c = 0; c < picture.channels(); c++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          sum += variance(picture, (c * rows * height + y) * picture.width() + x);
        }
      }
    }
    return count < 2 ? 0 : Math.sqrt(2 * sum / (picture.channels() * height * width));
  }

  /** The unbiased variance of one pixel over the images, given where the first image has it. */
  private double variance(RawImage picture, int first) {
    int height = picture.height() / rows;
    int width = picture.width() / columns;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < size(); i++) {
      int at = first + i / columns * height * picture.width() + i % columns * width;
      int value = picture.data()[at] & 0xff;
      sum += value;
      squares += (double) value * value;
    }
    return (squares - sum * sum / size()) / Math.max(1, size() - 1);
  }

  /**
   * Tiles images into one picture.
   *
   * @param images {@code [count, channels, size, size]} in the range
   * @param range the range of the values
   */
  public RawImage picture(float[] images, int channels, int size, DynamicRange range) {
    float[] tiled = tile(images, channels, size, size);
    return new RawImage(channels, rows * size, columns * size, range.toPixels(tiled));
  }
}
