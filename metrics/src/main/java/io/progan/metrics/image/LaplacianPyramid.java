package io.progan.metrics.image;

import java.util.ArrayList;
import java.util.List;

/**
 * The Laplacian pyramid of pictures (Burt and Adelson, 1983): every level but the last holds what
 * the next coarser level cannot express, the last holds a small blurred picture. Expanding the last
 * level and adding the others gives the pictures back.
 */
public final class LaplacianPyramid {

  private LaplacianPyramid() {}

  /**
   * Splits pictures into frequency bands, finest first, each level rounded to float32.
   *
   * @param images pictures of shape {@code [count, channels, height, width]}, left unchanged
   * @param levels number of levels, at least 1; height and width must be divisible by {@code
   *     2^(levels-1)}
   * @return levels of shape {@code [count, channels, height / 2^i, width / 2^i]}
   */
  public static List<ImageBatch> of(ImageBatch images, int levels) {
    if (levels < 1) {
      throw new IllegalArgumentException("a pyramid has at least 1 level, not " + levels);
    }
    List<ImageBatch> pyramid = new ArrayList<>();
    ImageBatch current = images;
    for (int i = 1; i < levels; i++) {
      ImageBatch coarser = PyramidFilter.down(current);
      pyramid.add(subtract(current, PyramidFilter.up(coarser)));
      current = coarser;
    }
    pyramid.add(current);
    return List.copyOf(pyramid);
  }

  /** The difference, written over {@code b}. */
  private static ImageBatch subtract(ImageBatch a, ImageBatch b) {
    float[] from = a.values();
    float[] to = b.values();
    for (int i = 0; i < to.length; i++) {
      to[i] = from[i] - to[i];
    }
    return b;
  }
}
