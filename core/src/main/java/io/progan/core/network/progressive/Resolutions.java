package io.progan.core.network.progressive;

import io.progan.core.network.Stage;
import io.progan.presets.config.DatasetShape;
import java.util.List;
import java.util.stream.IntStream;

/** The resolutions that both networks grow through. */
final class Resolutions {

  private static final int COARSEST_LOG2 = 2;

  private Resolutions() {}

  /** The original's name for the layers of a resolution: {@code 8x8} for stage 3. */
  static String name(int stage) {
    int size = 1 << stage;
    return size + "x" + size;
  }

  /** From 4x4 pixels to the full resolution. */
  static List<Stage> stages(DatasetShape shape) {
    return IntStream.rangeClosed(COARSEST_LOG2, shape.resolutionLog2())
        .mapToObj(log2 -> new Stage(log2, false))
        .toList();
  }
}
