package io.progan.core.network.progressive;

import io.progan.core.network.Network;
import io.progan.core.network.Stage;
import io.progan.presets.config.DatasetShape;
import java.util.List;

/** What generators and discriminators that grow have in common: the images, and their stages. */
abstract class GrowingNetwork implements Network {

  private final DatasetShape shape;
  private final boolean grows;

  /**
   * @param shape what the images look like at full resolution, and the length of a label
   * @param grows false if there is only the full resolution
   */
  GrowingNetwork(DatasetShape shape, boolean grows) {
    this.shape = shape;
    this.grows = grows;
  }

  /** What the images look like at full resolution, and the length of a label. */
  protected final DatasetShape shape() {
    return shape;
  }

  /** Whether a resolution has a conversion between its feature maps and RGB. */
  final boolean isConverted(int stage) {
    return grows || stage == shape.resolutionLog2();
  }

  /** The end of the original's names for the conversion of a resolution: {@code lod0}. */
  final String lodName(int stage) {
    return "lod" + (shape.resolutionLog2() - stage);
  }

  /** The length of a label; 0 without labels. */
  public final int labelSize() {
    return shape.labelSize();
  }

  /** 1 for greyscale images, 3 for red, green and blue. */
  public final int channels() {
    return shape.numChannels();
  }

  @Override
  public final List<Stage> stages() {
    return Resolutions.stages(shape, grows);
  }
}
