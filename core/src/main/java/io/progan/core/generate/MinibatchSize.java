package io.progan.core.generate;

import io.progan.core.network.Stage;
import java.util.function.IntUnaryOperator;

/** How many images are computed at a time. */
final class MinibatchSize {

  /**
   * The values of one layer's output, 32 MB in single precision: enough to keep all cores busy, and
   * little enough that a network at 1024x1024, whose layers have half of that for each image, runs
   * in a few hundred megabytes.
   */
  private static final long LAYER_VALUES = 8L << 20;

  private static final int MOST = 64;

  private MinibatchSize() {}

  /**
   * A power of two that keeps the largest layer below a fixed size.
   *
   * @param featureMaps the feature maps of a stage
   * @param stage how far the network has grown
   */
  static int forImages(IntUnaryOperator featureMaps, Stage stage) {
    long largest = 1;
    for (int s = 2; s <= stage.resolutionLog2(); s++) {
      largest = Math.max(largest, (long) featureMaps.applyAsInt(s - 1) << (2 * s));
    }
    return (int) Long.highestOneBit(Math.max(1, Math.min(MOST, LAYER_VALUES / largest)));
  }
}
