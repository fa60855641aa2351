package io.progan.metrics.image;

import java.util.stream.IntStream;

/**
 * The reduce and expand steps of an image pyramid (Burt and Adelson, "The Laplacian Pyramid as a
 * Compact Image Code", 1983): the 5x5 binomial filter {@code [1 4 6 4 1] / 16} in both directions,
 * with pixels mirrored at the border without repeating the outermost one.
 *
 * <p>Sums run in double precision and are rounded to float32 once for each pixel.
 */
public final class PyramidFilter {

  private PyramidFilter() {}

  /**
   * Blurs and keeps every second row and column.
   *
   * @param images pictures of at least 4 rows and columns, both even
   * @return pictures of half the height and width
   */
  public static ImageBatch down(ImageBatch images) {
    checkEven(images);
    int height = images.height();
    int width = images.width();
    int outHeight = height / 2;
    int outWidth = width / 2;
    float[] out = new float[images.planes() * outHeight * outWidth];
    IntStream.range(0, images.planes())
        .parallel()
        .forEach(
            plane -> {
              double[] row = new double[width];
              for (int y = 0; y < outHeight; y++) {
                blurColumns(images, plane * height, 2 * y, row);
                int to = (plane * outHeight + y) * outWidth;
                for (int x = 0; x < outWidth; x++) {
                  out[to + x] = (float) tap(row, 2 * x);
                }
              }
            });
    return ImageBatch.of(out, images.count(), images.channels(), outHeight, outWidth);
  }

  private static void blurColumns(ImageBatch images, int firstRow, int y, double[] row) {
    float[] in = images.values();
    int width = images.width();
    int height = images.height();
    int a = (firstRow + mirror(y - 2, height)) * width;
    int b = (firstRow + mirror(y - 1, height)) * width;
    int c = (firstRow + y) * width;
    int d = (firstRow + mirror(y + 1, height)) * width;
    int e = (firstRow + mirror(y + 2, height)) * width;
    for (int x = 0; x < width; x++) {
      row[x] =
          ((double) in[a + x]
                  + in[e + x]
                  + 4.0 * ((double) in[b + x] + in[d + x])
                  + 6.0 * in[c + x])
              / 16;
    }
  }

  private static double tap(double[] row, int x) {
    int n = row.length;
    double outer = row[mirror(x - 2, n)] + row[mirror(x + 2, n)];
    double inner = row[mirror(x - 1, n)] + row[mirror(x + 1, n)];
    return (outer + 4.0 * inner + 6.0 * row[x]) / 16;
  }

  private static int mirror(int i, int n) {
    int positive = Math.abs(i);
    return positive < n ? positive : 2 * (n - 1) - positive;
  }

  /**
   * Puts zeros between rows and columns and blurs with four times the filter.
   *
   * @param images pictures of at least 2 rows and columns
   * @return pictures of twice the height and width
   */
  public static ImageBatch up(ImageBatch images) {
    if (images.height() < 2 || images.width() < 2) {
      throw new IllegalArgumentException("cannot expand images " + images + ": below 2x2 pixels");
    }
    int height = images.height();
    int width = images.width();
    float[] out = new float[4 * images.planes() * height * width];
    IntStream.range(0, images.planes())
        .parallel()
        .forEach(
            plane -> {
              double[] row = new double[width];
              for (int y = 0; y < 2 * height; y++) {
                expandColumns(images, plane * height, y, row);
                expandRow(row, out, (2 * plane * height + y) * 2 * width);
              }
            });
    return ImageBatch.of(out, images.count(), images.channels(), 2 * height, 2 * width);
  }

  private static void expandColumns(ImageBatch images, int firstRow, int y, double[] row) {
    float[] in = images.values();
    int width = images.width();
    int centre = y / 2;
    int b = (firstRow + centre) * width;
    int c = (firstRow + after(centre, images.height())) * width;
    if (y % 2 == 1) {
      for (int x = 0; x < width; x++) {
        row[x] = ((double) in[b + x] + in[c + x]) / 2;
      }
    } else {
      int a = (firstRow + before(centre)) * width;
      for (int x = 0; x < width; x++) {
        row[x] = ((double) in[a + x] + 6.0 * in[b + x] + in[c + x]) / 8;
      }
    }
  }

  private static void expandRow(double[] row, float[] out, int to) {
    int n = row.length;
    for (int x = 0; x < n; x++) {
      double next = row[after(x, n)];
      out[to + 2 * x] = (float) ((row[before(x)] + 6.0 * row[x] + next) / 8);
      out[to + 2 * x + 1] = (float) ((row[x] + next) / 2);
    }
  }

  /** Mirroring the array with zeros in between leads from before the first sample to the second. */
  private static int before(int i) {
    return i == 0 ? 1 : i - 1;
  }

  /** Mirroring the array with zeros in between leads from behind the last sample to itself. */
  private static int after(int i, int n) {
    return i == n - 1 ? i : i + 1;
  }

  private static void checkEven(ImageBatch images) {
    if (images.height() % 2 != 0
        || images.width() % 2 != 0
        || images.height() < 4
        || images.width() < 4) {
      throw new IllegalArgumentException(
          "cannot halve images " + images + ": height and width must be even and at least 4");
    }
  }
}
