package io.progan.core.network.progressive;

import io.progan.core.layer.Activation;
import io.progan.core.layer.Conv;
import io.progan.core.layer.Dense;
import io.progan.core.layer.DownConv;
import io.progan.core.layer.Downscaled;
import io.progan.core.layer.Layer;
import io.progan.core.layer.MinibatchStddev;
import io.progan.core.layer.weight.WeightScaling;
import io.progan.core.state.Precision;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.ProgressiveDiscriminatorConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The discriminator: images to scores and label logits (paper, table 2). */
public final class ProgressiveDiscriminator extends GrowingDiscriminator {

  private static final Activation LEAKY = Activation.LEAKY_RELU;
  private static final double GAIN = WeightScaling.RELU_GAIN;

  private final ProgressiveDiscriminatorConfig config;
  private final WeightScaling scaling;

  /**
   * Describes a discriminator.
   *
   * @param config its options
   * @param shape what the images look like at full resolution, and the length of a label
   */
  public ProgressiveDiscriminator(ProgressiveDiscriminatorConfig config, DatasetShape shape) {
    super(shape, true, Precision.of(config.dtype(), config.rounding()));
    this.config = config;
    this.scaling = config.useWscale() ? WeightScaling.EQUALIZED : WeightScaling.PLAIN;
  }

  @Override
  public int independentGroup(int minibatch) {
    return config.independentGroup(minibatch);
  }

  @Override
  protected Optional<Layer> fromRgb(int stage) {
    return Optional.of(conv(fromRgbName(stage), 1, channels(), config.featureMaps(stage - 1)));
  }

  private Conv conv(String name, int kernel, int in, int out) {
    long fanIn = (long) in * kernel * kernel;
    return new Conv(name, scaling.weight(name, GAIN, fanIn, kernel, kernel, in, out), LEAKY);
  }

  private Layer down(String block, int in, int out) {
    if (!config.fusedScale()) {
      return new Downscaled(conv(block + "/Conv1", 3, in, out));
    }
    String name = block + "/Conv1_down";
    return new DownConv(name, scaling.weight(name, GAIN, 9L * in, 3, 3, in, out), LEAKY);
  }

  private Layer dense(String name, double gain, long in, long out, Activation activation) {
    return new Dense(name, scaling.weight(name, gain, in, in, out), activation);
  }

  @Override
  protected List<Layer> block(int stage) {
    String name = Resolutions.name(stage);
    int in = config.featureMaps(stage - 1);
    int out = config.featureMaps(stage - 2);
    if (stage > 2) {
      return List.of(conv(name + "/Conv0", 3, in, in), down(name, in, out));
    }
    List<Layer> layers = new ArrayList<>();
    boolean compares = config.mbstdGroupSize() > 1;
    if (compares) {
      layers.add(new MinibatchStddev(config.mbstdGroupSize()));
    }
    layers.add(conv(name + "/Conv", 3, compares ? in + 1 : in, in));
    layers.add(dense(name + "/Dense0", GAIN, in * 16L, out, LEAKY));
    layers.add(dense(name + "/Dense1", 1, out, 1L + labelSize(), Activation.LINEAR));
    return layers;
  }
}
