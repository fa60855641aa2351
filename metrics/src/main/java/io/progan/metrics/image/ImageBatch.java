package io.progan.metrics.image;

import java.util.Arrays;
import java.util.Objects;

/**
 * Some pictures of one size: float32 values of shape {@code [count, channels, height, width]}, the
 * last index running fastest. Pictures have values in [0, 255]; levels of a Laplacian pyramid may
 * be negative.
 *
 * <p>The values are not copied on the way in or out: whoever passes an array leaves it alone
 * afterwards.
 */
public final class ImageBatch {
  private final float[] values;
  private final int count;
  private final int channels;
  private final int height;
  private final int width;

  private ImageBatch(float[] values, int count, int channels, int height, int width) {
    this.values = values;
    this.count = count;
    this.channels = channels;
    this.height = height;
    this.width = width;
  }

  /**
   * Wraps float32 values of shape {@code [count, channels, height, width]}.
   *
   * @throws IllegalArgumentException if the number of values is not the product of the shape
   */
  public static ImageBatch of(float[] values, int count, int channels, int height, int width) {
    checkLength(values.length, count, channels, height, width);
    return new ImageBatch(values, count, channels, height, width);
  }

  /**
   * Widens unsigned bytes of shape {@code [count, channels, height, width]} to float32 in [0, 255].
   *
   * @throws IllegalArgumentException if the number of bytes is not the product of the shape
   */
  public static ImageBatch ofBytes(byte[] bytes, int count, int channels, int height, int width) {
    checkLength(bytes.length, count, channels, height, width);
    float[] values = new float[bytes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes[i] & 0xff;
    }
    return new ImageBatch(values, count, channels, height, width);
  }

  private static void checkLength(int length, int count, int channels, int height, int width) {
    if (count < 0 || channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "image batch has shape " + shape(count, channels, height, width) + ", sizes must be > 0");
    }
    if ((long) count * channels * height * width != length) {
      throw new IllegalArgumentException(
          "image batch of shape "
              + shape(count, channels, height, width)
              + " does not hold "
              + length
              + " values");
    }
  }

  private static String shape(int count, int channels, int height, int width) {
    return "[" + count + ", " + channels + ", " + height + ", " + width + "]";
  }

  /**
   * The same pictures in RGB: greyscale is repeated three times, RGB is returned as it is.
   *
   * @throws IllegalArgumentException if there are neither one nor three channels
   */
  public ImageBatch toRgb() {
    if (channels == 3) {
      return this;
    }
    if (channels != 1) {
      throw new IllegalArgumentException(
          "images have " + channels + " channels, must have 1 (greyscale) or 3 (RGB)");
    }
    int plane = height * width;
    float[] rgb = new float[3 * values.length];
    for (int to = 0; to < 3 * count; to++) {
      System.arraycopy(values, to / 3 * plane, rgb, to * plane, plane);
    }
    return new ImageBatch(rgb, count, 3, height, width);
  }

  /**
   * A copy of the pictures {@code from} to {@code to}, exclusive.
   *
   * @throws IndexOutOfBoundsException if there are no such pictures
   */
  public ImageBatch slice(int from, int to) {
    Objects.checkFromToIndex(from, to, count);
    int size = channels * height * width;
    return new ImageBatch(
        Arrays.copyOfRange(values, from * size, to * size), to - from, channels, height, width);
  }

  /**
   * A copy of these pictures and behind them others.
   *
   * @throws IllegalArgumentException if their sizes or channels differ
   */
  public ImageBatch followedBy(ImageBatch others) {
    if (channels != others.channels || height != others.height || width != others.width) {
      throw new IllegalArgumentException(
          "images " + this + " and " + others + " are of different sizes");
    }
    float[] both = Arrays.copyOf(values, values.length + others.values.length);
    System.arraycopy(others.values, 0, both, values.length, others.values.length);
    return new ImageBatch(both, count + others.count, channels, height, width);
  }

  /** The values, not a copy. */
  public float[] values() {
    return values;
  }

  /** The number of pictures. */
  public int count() {
    return count;
  }

  /** Channels of each picture: 1 for greyscale, 3 for RGB. */
  public int channels() {
    return channels;
  }

  /** Rows of each picture. */
  public int height() {
    return height;
  }

  /** Columns of each picture. */
  public int width() {
    return width;
  }

  /** The number of planes, one for each channel of each picture. */
  public int planes() {
    return count * channels;
  }

  /** A short description such as {@code [16, 3, 128, 128]}. */
  @Override
  public String toString() {
    return shape(count, channels, height, width);
  }
}
