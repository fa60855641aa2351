package io.progan.metrics.image;

/** Halves pictures by 2x2 means. */
public final class BoxFilter {

  private BoxFilter() {}

  /**
   * The mean of every 2x2 block, in float32.
   *
   * @param images pictures of even height and width
   * @return pictures of half the height and width
   */
  public static ImageBatch halve(ImageBatch images) {
    if (images.height() % 2 != 0 || images.width() % 2 != 0) {
      throw new IllegalArgumentException(
          "cannot halve images " + images + ": height and width must be even");
    }
    int rows = images.planes() * images.height() / 2;
    int inWidth = images.width();
    int outWidth = inWidth / 2;
    float[] in = images.values();
    float[] out = new float[rows * outWidth];
    for (int row = 0; row < rows; row++) {
      int upper = 2 * row * inWidth;
      int lower = upper + inWidth;
      for (int x = 0; x < outWidth; x++) {
        float left = in[upper + 2 * x] + in[lower + 2 * x];
        float right = in[upper + 2 * x + 1] + in[lower + 2 * x + 1];
        out[row * outWidth + x] = (left + right) * 0.25f;
      }
    }
    return ImageBatch.of(
        out, images.count(), images.channels(), images.height() / 2, images.width() / 2);
  }
}
