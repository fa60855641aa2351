package io.progan.core.network.progressive;

import io.progan.core.graph.Tensor;
import io.progan.core.network.Growth;
import io.progan.core.network.Network;
import io.progan.core.network.Stage;
import io.progan.core.state.Precision;
import io.progan.presets.config.DatasetShape;
import java.util.List;

/** What generators and discriminators that grow have in common: the images, and their stages. */
abstract class GrowingNetwork implements Network {

  private final DatasetShape shape;
  private final boolean grows;
  private final Precision precision;

  /**
   * @param shape what the images look like at full resolution, and the length of a label
   * @param grows false if there is only the full resolution
   * @param precision the numbers that it computes with
   */
  GrowingNetwork(DatasetShape shape, boolean grows, Precision precision) {
    this.shape = shape;
    this.grows = grows;
    this.precision = precision;
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

  @Override
  public final Precision precision() {
    return precision;
  }

  /** The weight of the resolution below in the network's precision. */
  final Tensor share(Growth growth) {
    int level = shape.resolutionLog2() - growth.stage().resolutionLog2();
    return precision.fraction(growth.fade(), level);
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
