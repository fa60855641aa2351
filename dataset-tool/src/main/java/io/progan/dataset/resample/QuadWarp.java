package io.progan.dataset.resample;

import io.progan.dataset.RawImage;

/**
 * Maps a quadrilateral of a picture to a whole rectangle with bilinear interpolation, as Pillow's
 * {@code Image.transform} with QUAD and BILINEAR does, to the bit. For one thread.
 */
public final class QuadWarp {
  private final double[] columns;
  private final double[] rows;
  private final int width;
  private final int height;
  private final double offset;

  /**
   * A warp to a rectangle.
   *
   * @param quad what becomes the rectangle; differences of its corners are taken in single
   *     precision
   * @param width of the rectangle
   * @param height of the rectangle
   * @param arithmetic the generation of Pillow: that of {@link Arithmetic#SINGLE_PRECISION} samples
   *     at the corners of the rectangle's pixels, later ones at their centres
   */
  public QuadWarp(Quad quad, int width, int height, Arithmetic arithmetic) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("cannot warp to %d x %d".formatted(width, height));
    }
    this.width = width;
    this.height = height;
    this.columns = coefficients(quad.x());
    this.rows = coefficients(quad.y());
    this.offset = arithmetic == Arithmetic.FIXED_POINT ? 0.5 : 0;
  }

  /** Of 1, column, row, and column times row. */
  private double[] coefficients(float... corners) {
    float topLeft = corners[0];
    float bottomLeft = corners[1];
    float bottomRight = corners[2];
    float topRight = corners[3];
    double perColumn = 1.0 / width;
    double perRow = 1.0 / height;
    float twist = bottomRight - bottomLeft - topRight + topLeft;
    return new double[] {
      topLeft,
      (topRight - topLeft) * perColumn,
      (bottomLeft - topLeft) * perRow,
      twist * perColumn * perRow
    };
  }

  /** The rectangle; black where the quadrilateral leaves the picture. */
  public RawImage apply(RawImage image) {
    byte[] data = new byte[Math.multiplyExact(image.channels(), Math.multiplyExact(width, height))];
    for (int row = 0; row < height; row++) {
      double v = row + offset;
      for (int column = 0; column < width; column++) {
        double u = column + offset;
        double x = columns[0] + columns[1] * u + columns[2] * v + columns[3] * u * v;
        double y = rows[0] + rows[1] * u + rows[2] * v + rows[3] * u * v;
        if (x >= 0 && x < image.width() && y >= 0 && y < image.height()) {
          sample(image, x - 0.5, y - 0.5, data, row * width + column);
        }
      }
    }
    return new RawImage(image.channels(), height, width, data);
  }

  /** Interpolates all channels at a point between pixel centres; the border is repeated. */
  private void sample(RawImage image, double x, double y, byte[] to, int at) {
    int column = (int) Math.floor(x);
    int row = (int) Math.floor(y);
    double right = x - column;
    double down = y - row;
    int left = Math.max(column, 0);
    int next = Math.min(column + 1, image.width() - 1);
    int top = Math.max(row, 0) * image.width();
    int bottom = Math.min(row + 1, image.height() - 1) * image.width();
    byte[] from = image.data();
    int plane = image.width() * image.height();
    for (int channel = 0; channel < image.channels(); channel++) {
      int base = channel * plane;
      double upper = mix(from[base + top + left] & 0xff, from[base + top + next] & 0xff, right);
      double lower =
          mix(from[base + bottom + left] & 0xff, from[base + bottom + next] & 0xff, right);
      to[channel * width * height + at] = (byte) (upper + (lower - upper) * down);
    }
  }

  private static double mix(int a, int b, double part) {
    return a + (b - a) * part;
  }
}
