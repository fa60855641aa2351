package io.progan.core.plan.lowering;

import io.progan.core.plan.onednn.ConvolutionShape;

/** Where Winograd's minimal filtering is faster than the sum of products. */
final class Winograd {

  /** From this many channels on, both in and out. */
  private static final long CHANNELS = 32;

  /** Up to this many pixels of a side. */
  private static final long SIDE = 512;

  private Winograd() {}

  static boolean pays(ConvolutionShape shape) {
    return shape.kernel() == 3
        && shape.stride() == 1
        && shape.padding() == 1
        && Math.min(shape.in(), shape.out()) >= CHANNELS
        && Math.max(shape.height(), shape.width()) <= SIDE;
  }
}
