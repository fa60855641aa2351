package io.progan.core.network.theano;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Activation;
import io.progan.core.layer.Layer;
import io.progan.core.layer.Upscaled;
import io.progan.core.network.progressive.GrowingGenerator;
import io.progan.core.network.progressive.Resolutions;
import io.progan.core.state.Pass;
import io.progan.core.state.Precision;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.ModeRecoveryGeneratorConfig;
import java.util.List;

/**
 * The generator of the mode recovery experiment (paper, appendix D; after Metz et al., "Unrolled
 * Generative Adversarial Networks", 2017): one convolution for each doubling of the resolution.
 */
public final class ModeRecoveryGenerator extends GrowingGenerator {

  private static final double SLOPE = 0.3;

  /** Feature maps of 4x4 pixels, whatever the configuration says of the others. */
  private static final int FIRST_MAPS = 64;

  private final ModeRecoveryGeneratorConfig config;
  private final TheanoLayers layers;

  /**
   * Describes a generator.
   *
   * @param config its options
   * @param shape what the images look like at full resolution
   */
  public ModeRecoveryGenerator(ModeRecoveryGeneratorConfig config, DatasetShape shape) {
    super(shape, config.progressive(), Precision.of(config.dtype(), config.rounding()));
    this.config = config;
    this.layers =
        new TheanoLayers(
            config.useWscale(),
            config.measureWscale(),
            false,
            config.useBatchnorm(),
            new Activation(
                SLOPE, config.usePixelnorm() ? TheanoLayers.pixelNormEpsilon(precision()) : 0));
  }

  @Override
  public int latentSize() {
    return config.effectiveLatentSize();
  }

  @Override
  public boolean comparesImages() {
    return config.comparesImages();
  }

  /** All blocks, then the conversions to RGB. */
  @Override
  public List<Layer> layers() {
    return TheanoGenerator.blocksFirst(super.layers());
  }

  @Override
  protected List<Layer> block(int stage) {
    String name = Resolutions.name(stage);
    return stage == 2
        ? List.of(layers.latentsToImages(name + "/Dense", latentSize(), maps(stage)))
        : List.of(new Upscaled(layers.conv(name + "/Conv", maps(stage - 1), maps(stage))));
  }

  private int maps(int stage) {
    return stage == 2 ? FIRST_MAPS : config.featureMaps(stage - 2);
  }

  @Override
  protected Layer toRgb(int stage) {
    return layers.toRgb(toRgbName(stage), 3, maps(stage), channels());
  }

  @Override
  protected Tensor input(Pass pass, Tensor latents) {
    return config.normalizeLatents()
        ? Activation.pixelNorm(
            precision(), precision().value(latents), TheanoLayers.pixelNormEpsilon(precision()))
        : latents;
  }

  @Override
  protected Tensor finish(Tensor images) {
    return Arithmetic.tanh(images);
  }
}
