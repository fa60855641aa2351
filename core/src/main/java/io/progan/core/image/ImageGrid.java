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
