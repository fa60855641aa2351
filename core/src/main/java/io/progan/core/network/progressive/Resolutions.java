package io.progan.core.network.progressive;

import io.progan.core.network.Stage;
import io.progan.presets.config.DatasetShape;
import java.util.List;
import java.util.stream.IntStream;

/** The resolutions that both networks grow through. */
public final class Resolutions {

  /** The logarithm of the coarsest resolution, 4x4 pixels. */
  static final int COARSEST_LOG2 = 2;

  private Resolutions() {}

  /** The original's name for the layers of a resolution: {@code 8x8} for stage 3. */
  public static String name(int stage) {
    int size = 1 << stage;
    return size + "x" + size;
  }

  /** From 4x4 pixels, or else from the full resolution, to the full resolution. */
  static List<Stage> stages(DatasetShape shape, boolean grow) {
    int first = grow ? COARSEST_LOG2 : shape.resolutionLog2();
    return IntStream.rangeClosed(first, shape.resolutionLog2())
        .mapToObj(log2 -> new Stage(log2, false))
        .toList();
  }
}
