package io.progan.core.plan.lowering;

import io.progan.core.plan.onednn.ConvolutionShape;

/** Where Winograd's minimal filtering is faster than the sum of products. */
final class Winograd {

  /** From this many channels on, both in and out. */
  private static final long CHANNELS = 32;

  /**
   * From this many tiles of 4x4 pixels in all images on: the weights are transformed once a run.
   */
  private static final long TILES = 64;

  private static final int TILE = 4;

  /** Up to this many pixels of a side. */
  private static final long SIDE = 512;

  private Winograd() {}

  static boolean pays(ConvolutionShape shape) {
    return shape.kernel() == 3
        && shape.stride() == 1
        && shape.padding() == 1
        && Math.min(shape.in(), shape.out()) >= CHANNELS
        && Math.max(shape.height(), shape.width()) <= SIDE
        && shape.images() * tiles(shape.height()) * tiles(shape.width()) >= TILES;
  }

  private static long tiles(long side) {
    return (side + TILE - 1) / TILE;
  }
}
