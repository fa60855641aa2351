package io.progan.metrics.swd;

import io.progan.metrics.image.ImageBatch;

/** Cuts square patches out of pictures: the descriptors before normalisation. */
public final class PatchExtractor {

  private PatchExtractor() {}

  /**
   * Patches around the given centres; patch i comes from picture {@code i / (xs.length / count)}.
   *
   * @param images one level of a pyramid
   * @param xs column of each centre, patchSize / 2 away from the border at least
   * @param ys row of each centre, likewise
   * @param patchSize side of a patch, odd
   * @return shape {@code [patches, channels, patchSize, patchSize]}; axis 2 follows x and axis 3
   *     follows y
   * @throws IllegalArgumentException if patches do not divide evenly among the pictures or a patch
   *     leaves its picture
   */
  public static float[] extract(ImageBatch images, int[] xs, int[] ys, int patchSize) {
    if (xs.length != ys.length || images.count() == 0 || xs.length % images.count() != 0) {
      throw new IllegalArgumentException(
          xs.length
              + " x and "
              + ys.length
              + " y positions do not divide among "
              + images.count()
              + " images");
    }
    int perImage = xs.length / images.count();
    int components = images.channels() * patchSize * patchSize;
    float[] out = new float[Math.multiplyExact(xs.length, components)];
    for (int i = 0; i < xs.length; i++) {
      checkInside(images, xs[i], ys[i], patchSize / 2);
      copyPatch(images, i / perImage, xs[i], ys[i], patchSize, out, i * components);
    }
    return out;
  }

  private static void checkInside(ImageBatch images, int x, int y, int half) {
    if (x < half || x >= images.width() - half || y < half || y >= images.height() - half) {
      throw new IllegalArgumentException(
          "patch around x " + x + ", y " + y + " leaves images " + images);
    }
  }

  private static void copyPatch(
      ImageBatch images, int image, int x, int y, int size, float[] out, int to) {
    float[] in = images.values();
    int at = to;
    for (int channel = 0; channel < images.channels(); channel++) {
      int plane = (image * images.channels() + channel) * images.height();
      for (int dx = 0; dx < size; dx++) {
        int column = x - size / 2 + dx;
        for (int dy = 0; dy < size; dy++) {
          out[at++] = in[(plane + y - size / 2 + dy) * images.width() + column];
        }
      }
    }
  }
}
