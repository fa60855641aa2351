package io.progan.core.network.theano;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Activation;
import io.progan.core.layer.Layer;
import io.progan.core.layer.Upscaled;
import io.progan.core.network.progressive.GrowingGenerator;
import io.progan.core.network.progressive.Resolutions;
import io.progan.core.state.Pass;
import io.progan.core.state.Precision;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.TheanoGeneratorConfig;
import java.util.ArrayList;
import java.util.List;

/** The Theano version's generator: latents and labels to images (paper, table 2). */
public final class TheanoGenerator extends GrowingGenerator {

  private final TheanoGeneratorConfig config;
  private final TheanoLayers layers;

  /**
   * Describes a generator.
   *
   * @param config its options
   * @param shape what the images look like at full resolution, and the length of a label
   */
  public TheanoGenerator(TheanoGeneratorConfig config, DatasetShape shape) {
    super(shape, true, Precision.of(config.dtype(), config.rounding()));
    this.config = config;
    this.layers =
        new TheanoLayers(
            config.useWscale(),
            config.measureWscale(),
            false,
            config.useBatchnorm(),
            new Activation(
                config.useLeakyrelu() ? Activation.LEAKY_SLOPE : 0,
                config.usePixelnorm() ? TheanoLayers.pixelNormEpsilon(precision()) : 0));
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
    return blocksFirst(super.layers());
  }

  /** Layers in the order of the Theano version: the conversions to RGB come last. */
  static List<Layer> blocksFirst(List<Layer> layers) {
    List<Layer> sorted = new ArrayList<>(layers);
    sorted.removeIf(layer -> isToRgb(layer));
    layers.stream().filter(TheanoGenerator::isToRgb).forEach(sorted::add);
    return sorted;
  }

  private static boolean isToRgb(Layer layer) {
    return layer.name().startsWith("ToRGB");
  }

  @Override
  protected List<Layer> block(int stage) {
    String name = Resolutions.name(stage);
    int out = config.featureMaps(stage - 1);
    if (stage == 2) {
      return List.of(
          layers.latentsToImages(name + "/Dense", latentSize() + labelSize(), out),
          layers.conv(name + "/Conv", out, out));
    }
    int in = config.featureMaps(stage - 2);
    return List.of(
        new Upscaled(layers.conv(name + "/Conv0", in, out)),
        layers.conv(name + "/Conv1", out, out));
  }

  @Override
  protected Layer toRgb(int stage) {
    return layers.toRgb(toRgbName(stage), 1, config.featureMaps(stage - 1), channels());
  }

  @Override
  protected Tensor input(Pass pass, Tensor latents) {
    Tensor x =
        config.normalizeLatents()
            ? Activation.pixelNorm(
                precision(), precision().value(latents), TheanoLayers.pixelNormEpsilon(precision()))
            : latents;
    return pass.labels().map(labels -> Shaping.concat(1, x, labels)).orElse(x);
  }

  @Override
  protected Tensor finish(Tensor images) {
    Double factor = config.tanhAtEnd();
    return factor == null ? images : Arithmetic.tanh(images).times(factor);
  }
}
