package io.progan.metrics.image;

import java.util.stream.IntStream;

/**
 * Bilinear interpolation as TensorFlow 1 does it by default: pixel i of the result lies at {@code i
 * * in / out} of the source, the outermost pixel is repeated, and nothing is blurred when pictures
 * shrink. Inception-2015-12-05 scales its input this way.
 */
public final class BilinearFilter {

  private BilinearFilter() {}

  /** Where the samples of one axis come from: two neighbours and the share of the second. */
  private record Axis(int[] lower, int[] upper, float[] share) {

    static Axis of(int from, int to) {
      Axis axis = new Axis(new int[to], new int[to], new float[to]);
      float scale = from / (float) to;
      for (int i = 0; i < to; i++) {
        float position = i * scale;
        axis.lower[i] = (int) position;
        axis.upper[i] = Math.min(axis.lower[i] + 1, from - 1);
        axis.share[i] = position - axis.lower[i];
      }
      return axis;
    }
  }

  /**
   * Scales pictures, in float32.
   *
   * @param height rows of the result, at least 1
   * @param width columns of the result, at least 1
   * @return pictures of that size; the same object if they have it already
   */
  public static ImageBatch resize(ImageBatch images, int height, int width) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException("cannot resize images to " + height + "x" + width);
    }
    if (images.height() == height && images.width() == width) {
      return images;
    }
    Axis rows = Axis.of(images.height(), height);
    Axis columns = Axis.of(images.width(), width);
    float[] out = new float[Math.multiplyExact(images.planes(), Math.multiplyExact(height, width))];
    IntStream.range(0, images.planes())
        .parallel()
        .forEach(plane -> resizePlane(images, plane, rows, columns, out));
    return ImageBatch.of(out, images.count(), images.channels(), height, width);
  }

  private static void resizePlane(
      ImageBatch images, int plane, Axis rows, Axis columns, float[] out) {
    float[] in = images.values();
    int stride = images.width();
    int width = columns.share.length;
    int height = rows.share.length;
    int from = plane * images.height() * stride;
    int to = plane * height * width;
    for (int y = 0; y < height; y++) {
      int upper = from + rows.lower[y] * stride;
      int lower = from + rows.upper[y] * stride;
      for (int x = 0; x < width; x++) {
        int left = columns.lower[x];
        int right = columns.upper[x];
        float share = columns.share[x];
        float above = in[upper + left] + (in[upper + right] - in[upper + left]) * share;
        float below = in[lower + left] + (in[lower + right] - in[lower + left]) * share;
        out[to++] = above + (below - above) * rows.share[y];
      }
    }
  }
}
