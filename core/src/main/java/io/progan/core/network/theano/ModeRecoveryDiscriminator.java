package io.progan.core.network.theano;

import io.progan.core.layer.Activation;
import io.progan.core.layer.Downscaled;
import io.progan.core.layer.Layer;
import io.progan.core.layer.MinibatchStatistics;
import io.progan.core.network.progressive.GrowingDiscriminator;
import io.progan.core.network.progressive.Resolutions;
import io.progan.core.state.Precision;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.MinibatchAveraging;
import io.progan.presets.config.ModeRecoveryDiscriminatorConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The discriminator of the mode recovery experiment (paper, appendix D): one convolution for each
 * halving of the resolution. At full resolution the first of them takes the images as they are.
 */
public final class ModeRecoveryDiscriminator extends GrowingDiscriminator {

  private final ModeRecoveryDiscriminatorConfig config;
  private final TheanoLayers layers;

  /**
   * Describes a discriminator.
   *
   * @param config its options
   * @param shape what the images look like at full resolution
   */
  public ModeRecoveryDiscriminator(ModeRecoveryDiscriminatorConfig config, DatasetShape shape) {
    super(shape, config.progressive(), Precision.of(config.dtype(), config.rounding()));
    this.config = config;
    this.layers =
        new TheanoLayers(
            config.useWscale(),
            config.measureWscale(),
            false,
            config.useBatchnorm(),
            Activation.LEAKY_RELU);
  }

  @Override
  public int independentGroup(int minibatch) {
    return config.independentGroup(minibatch);
  }

  /** What the block above gives out is what a smaller image is converted to. */
  @Override
  protected Optional<Layer> fromRgb(int stage) {
    return stage == shape().resolutionLog2()
        ? Optional.empty()
        : Optional.of(
            layers.fromRgb(fromRgbName(stage), channels(), config.featureMaps(stage - 1)));
  }

  @Override
  protected List<Layer> block(int stage) {
    String name = Resolutions.name(stage);
    boolean first = stage == shape().resolutionLog2();
    int in = first ? channels() : config.featureMaps(stage - 1);
    if (stage > 2) {
      return List.of(
          new Downscaled(layers.conv(name + "/Conv", in, config.featureMaps(stage - 2))));
    }
    List<Layer> last = new ArrayList<>();
    MinibatchAveraging averaging = config.mbstatAvg();
    if (!averaging.equals(MinibatchAveraging.OFF)) {
      last.add(new MinibatchStatistics(averaging));
    }
    last.add(layers.output(name + "/Dense", (in + averaging.extraMaps(in)) * 16L, 1));
    return last;
  }
}
