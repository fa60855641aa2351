package io.progan.core.generate;

import io.progan.core.image.DynamicRange;
import io.progan.core.image.ImageGrid;
import io.progan.dataset.RawImage;
import java.util.Arrays;

/**
 * Generated images.
 *
 * @param count how many there are
 * @param channels 1 for greyscale, 3 for red, green and blue
 * @param size height and width in pixels
 * @param values {@code [count, channels, size, size]}, about within the range; not copied
 * @param range the values of black and white
 */
public record Images(int count, int channels, int size, float[] values, DynamicRange range) {

  /** Checks the number of values. */
  public Images {
    if ((long) count * channels * size * size != values.length) {
      throw new IllegalArgumentException(
          "%d values are not %d images of %d x %d x %d"
              .formatted(values.length, count, channels, size, size));
    }
  }

  /** The number of values of one image. */
  public int imageLength() {
    return channels * size * size;
  }

  /** All images as bytes {@code [count, channels, size, size]}: rounded, and clipped to 0..255. */
  public byte[] pixels() {
    return range.toPixels(values);
  }

  /**
   * One image as a picture, its bytes rounded and clipped to 0..255.
   *
   * @param index from 0 on
   */
  public RawImage picture(int index) {
    return new RawImage(channels, size, size, range.toPixels(image(index)));
  }

  /** The values of one image {@code [channels, size, size]}, a copy. */
  public float[] image(int index) {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException("image " + index + " of " + count);
    }
    return Arrays.copyOfRange(values, index * imageLength(), (index + 1) * imageLength());
  }

  /**
   * All images as one picture, row by row; what is missing to a full grid stays black, and images
   * that it does not hold are left out.
   */
  public RawImage picture(ImageGrid grid) {
    float[] full = Arrays.copyOf(values, grid.size() * imageLength());
    if (full.length > values.length) {
      Arrays.fill(full, values.length, full.length, (float) range.low());
    }
    return grid.picture(full, channels, size, range);
  }

  /**
   * Smaller images: every {@code factor x factor} block becomes its mean.
   *
   * @param factor a divisor of the size
   */
  public Images shrink(int factor) {
    if (factor < 1 || size % factor != 0) {
      throw new IllegalArgumentException(
          "cannot shrink images of %d pixels by %d".formatted(size, factor));
    }
    if (factor == 1) {
      return this;
    }
    int small = size / factor;
    float[] means = new float[values.length / (factor * factor)];
    for (int i = 0; i < values.length; i++) {
      int row = i / size;
      means[row / factor * small + i % size / factor] += values[i];
    }
    for (int i = 0; i < means.length; i++) {
      means[i] /= factor * factor;
    }
    return new Images(count, channels, small, means, range);
  }
}
