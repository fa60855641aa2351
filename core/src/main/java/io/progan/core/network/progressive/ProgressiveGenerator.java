package io.progan.core.network.progressive;

import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Activation;
import io.progan.core.layer.Conv;
import io.progan.core.layer.DenseToImage;
import io.progan.core.layer.Layer;
import io.progan.core.layer.UpConv;
import io.progan.core.layer.Upscaled;
import io.progan.core.layer.weight.WeightScaling;
import io.progan.core.state.Pass;
import io.progan.core.state.Precision;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.ProgressiveGeneratorConfig;
import java.util.List;

/**
 * The generator: latents and labels to images (paper, table 2).
 *
 * <p>It grows from 4x4 pixels by one block of two convolutions for each doubling of the resolution;
 * every resolution has its own conversion to RGB.
 */
public final class ProgressiveGenerator extends GrowingGenerator {

  private final ProgressiveGeneratorConfig config;
  private final Activation activation;
  private final WeightScaling scaling;

  /**
   * Describes a generator.
   *
   * @param config its options
   * @param shape what the images look like at full resolution, and the length of a label
   */
  public ProgressiveGenerator(ProgressiveGeneratorConfig config, DatasetShape shape) {
    super(shape, true, Precision.of(config.dtype(), config.rounding()));
    this.config = config;
    this.activation =
        new Activation(
            config.useLeakyrelu() ? Activation.LEAKY_SLOPE : 0,
            config.usePixelnorm() ? config.pixelnormEpsilon() : 0);
    this.scaling = config.useWscale() ? WeightScaling.EQUALIZED : WeightScaling.PLAIN;
  }

  @Override
  public int latentSize() {
    return config.effectiveLatentSize();
  }

  @Override
  public boolean comparesImages() {
    return config.comparesImages();
  }

  @Override
  protected List<Layer> block(int stage) {
    String name = Resolutions.name(stage);
    int out = config.featureMaps(stage - 1);
    if (stage == 2) {
      int in = latentSize() + labelSize();
      return List.of(dense(name + "/Dense", in, out), conv(name + "/Conv", out, out));
    }
    int in = config.featureMaps(stage - 2);
    return List.of(up(name, in, out), conv(name + "/Conv1", out, out));
  }

  /** The gain makes up for a fan-in that is not that of a convolution. */
  private Layer dense(String name, int in, int out) {
    double gain = WeightScaling.RELU_GAIN / 4;
    long outputs = (long) out * DenseToImage.PIXELS;
    return new DenseToImage(name, scaling.weight(name, gain, in, in, outputs), activation);
  }

  private Conv conv(String name, int in, int out) {
    double gain = WeightScaling.RELU_GAIN;
    return new Conv(name, scaling.weight(name, gain, 9L * in, 3, 3, in, out), activation);
  }

  private Layer up(String block, int in, int out) {
    if (!config.fusedScale()) {
      return new Upscaled(conv(block + "/Conv0", in, out));
    }
    String name = block + "/Conv0_up";
    double gain = WeightScaling.RELU_GAIN;
    return new UpConv(name, scaling.weight(name, gain, 9L * in, 3, 3, out, in), activation);
  }

  @Override
  protected Layer toRgb(int stage) {
    String name = toRgbName(stage);
    int in = config.featureMaps(stage - 1);
    return new Conv(name, scaling.weight(name, 1, in, 1, 1, in, channels()), Activation.LINEAR);
  }

  @Override
  protected Tensor input(Pass pass, Tensor latents) {
    Tensor given = pass.labels().map(labels -> Shaping.concat(1, latents, labels)).orElse(latents);
    Tensor x = precision().value(given);
    return config.normalizeLatents()
        ? Activation.pixelNorm(precision(), x, config.pixelnormEpsilon())
        : x;
  }
}
