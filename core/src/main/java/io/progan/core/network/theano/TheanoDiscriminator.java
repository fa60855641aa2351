package io.progan.core.network.theano;

import io.progan.core.layer.Activation;
import io.progan.core.layer.Downscaled;
import io.progan.core.layer.Dropped;
import io.progan.core.layer.GeneralizedDropout;
import io.progan.core.layer.Layer;
import io.progan.core.layer.MinibatchDiscrimination;
import io.progan.core.layer.MinibatchStatistics;
import io.progan.core.network.progressive.GrowingDiscriminator;
import io.progan.core.network.progressive.Resolutions;
import io.progan.core.state.Precision;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.MinibatchAveraging;
import io.progan.presets.config.TheanoDiscriminatorConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Theano version's discriminator: images to scores and label logits (paper, table 2). */
public final class TheanoDiscriminator extends GrowingDiscriminator {

  private final TheanoDiscriminatorConfig config;
  private final TheanoLayers layers;
  private final GeneralizedDropout dropout;

  /**
   * Describes a discriminator.
   *
   * @param config its options
   * @param shape what the images look like at full resolution, and the length of a label
   */
  public TheanoDiscriminator(TheanoDiscriminatorConfig config, DatasetShape shape) {
    super(shape, true, Precision.of(config.dtype(), config.rounding()));
    this.config = config;
    this.layers =
        new TheanoLayers(
            config.useWscale(),
            config.measureWscale(),
            config.useLayernorm(),
            false,
            Activation.LEAKY_RELU);
    this.dropout =
        new GeneralizedDropout(
            config.gdropMode(),
            config.gdropNormalize(),
            config.gdropCoef(),
            config.gdropBeta(),
            config.gdropLim(),
            config.gdropExp());
  }

  @Override
  public int independentGroup(int minibatch) {
    return config.independentGroup(minibatch);
  }

  /** With dropout, its strength belongs to the network and not to a layer. */
  @Override
  public List<Slot> slots() {
    List<Slot> slots = new ArrayList<>(super.slots());
    if (config.useGdrop()) {
      slots.add(GeneralizedDropout.STRENGTH);
      slots.add(GeneralizedDropout.AVERAGE);
    }
    return slots;
  }

  @Override
  public void iterationEnded(StateVector state, double loss) {
    if (config.useGdrop()) {
      dropout.adapt(state, loss);
    }
  }

  @Override
  protected Optional<Layer> fromRgb(int stage) {
    return Optional.of(
        layers.fromRgb(fromRgbName(stage), channels(), config.featureMaps(stage - 1)));
  }

  @Override
  protected List<Layer> block(int stage) {
    String name = Resolutions.name(stage);
    int in = config.featureMaps(stage - 1);
    int out = config.featureMaps(stage - 2);
    if (stage > 2) {
      return List.of(
          dropped(layers.conv(name + "/Conv0", in, in)),
          new Downscaled(dropped(layers.conv(name + "/Conv1", in, out))));
    }
    return last(name, in, out);
  }

  private List<Layer> last(String name, int in, int out) {
    List<Layer> last = new ArrayList<>();
    MinibatchAveraging averaging = config.mbstatAvg();
    if (!averaging.equals(MinibatchAveraging.OFF)) {
      last.add(new MinibatchStatistics(averaging));
    }
    last.add(dropped(layers.conv(name + "/Conv", in + averaging.extraMaps(in), in)));
    last.add(dropped(layers.dense(name + "/Dense0", in * 16L, out)));
    int features = out;
    if (config.mbdiscKernels() != null) {
      last.add(
          new MinibatchDiscrimination(
              name + "/MinibatchDiscrimination", out, config.mbdiscKernels()));
      features += config.mbdiscKernels();
    }
    last.add(layers.output(name + "/Dense1", features, 1L + labelSize()));
    return last;
  }

  private Layer dropped(Layer layer) {
    return config.useGdrop() ? new Dropped(layer, dropout) : layer;
  }
}
