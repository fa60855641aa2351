package io.progan.core.network;

import io.progan.core.graph.Resampling;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Activation;
import io.progan.core.layer.Conv;
import io.progan.core.layer.Dense;
import io.progan.core.layer.DownConv;
import io.progan.core.layer.Downscaled;
import io.progan.core.layer.Layer;
import io.progan.core.layer.MinibatchStddev;
import io.progan.core.layer.Weights;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.DiscriminatorConfig;
import java.util.ArrayList;
import java.util.List;

/** The discriminator: images to scores and label logits (paper, table 2). */
public final class DiscriminatorNetwork implements Network {

  private static final Activation LEAKY = Activation.LEAKY_RELU;

  private final DiscriminatorConfig config;
  private final DatasetShape shape;

  /**
   * Describes a discriminator.
   *
   * @param config its options
   * @param shape what the images look like at full resolution, and the length of a label
   */
  public DiscriminatorNetwork(DiscriminatorConfig config, DatasetShape shape) {
    this.config = config;
    this.shape = shape;
  }

  @Override
  public String name() {
    return "D";
  }

  @Override
  public boolean equalized() {
    return config.useWscale();
  }

  @Override
  public List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    for (int stage = shape.resolutionLog2(); stage >= 2; stage--) {
      layers.add(fromRgb(stage));
      layers.addAll(block(stage, 1));
    }
    return layers;
  }

  private boolean comparesImages() {
    return config.mbstdGroupSize() > 1;
  }

  private Layer fromRgb(int stage) {
    String name = "FromRGB_lod" + (shape.resolutionLog2() - stage);
    int out = config.featureMaps(stage - 1);
    return new Conv(name, 1, shape.numChannels(), out, Weights.RELU_GAIN, LEAKY);
  }

  private List<Layer> block(int stage, int parts) {
    String name = Names.resolution(stage);
    int in = config.featureMaps(stage - 1);
    int out = config.featureMaps(stage - 2);
    double gain = Weights.RELU_GAIN;
    if (stage > 2) {
      Layer down =
          config.fusedScale()
              ? new DownConv(name + "/Conv1_down", in, out, LEAKY)
              : new Downscaled(new Conv(name + "/Conv1", 3, in, out, gain, LEAKY));
      return List.of(new Conv(name + "/Conv0", 3, in, in, gain, LEAKY), down);
    }
    List<Layer> layers = new ArrayList<>();
    int extra = comparesImages() ? 1 : 0;
    if (comparesImages()) {
      layers.add(new MinibatchStddev(config.mbstdGroupSize(), parts));
    }
    layers.add(new Conv(name + "/Conv", 3, in + extra, in, gain, LEAKY));
    layers.add(new Dense(name + "/Dense0", in * 16L, out, gain, LEAKY));
    layers.add(new Dense(name + "/Dense1", out, 1L + shape.labelSize(), 1, Activation.LINEAR));
    return layers;
  }

  /**
   * Adds the discriminator of a stage to a graph.
   *
   * @param weights the discriminator's parameters
   * @param images {@code [parts * minibatch, channels, r, r]} at the stage's resolution
   * @param stage how far the network has grown
   * @param fade the weight of the resolution below, a scalar in [0, 1]; read only while fading
   * @param parts how many minibatches lie one after the other in {@code images}; each is compared
   *     only within itself
   * @return {@code [parts * minibatch, 1 + labelSize]}: the score, then the label logits
   */
  public Tensor forward(Weights weights, Tensor images, Stage stage, Tensor fade, int parts) {
    int top = stage.resolutionLog2();
    Tensor x = fromRgb(top).forward(weights, images);
    for (int s = top; s >= 2; s--) {
      for (Layer layer : block(s, parts)) {
        x = layer.forward(weights, x);
      }
      if (s == top && stage.fading()) {
        Tensor coarse = fromRgb(s - 1).forward(weights, Resampling.downscale(images, 2));
        x = x.plus(coarse.minus(x).times(fade));
      }
    }
    return x;
  }

  @Override
  public List<LayerRow> table() {
    List<LayerRow> rows = new ArrayList<>();
    long full = shape.resolution();
    rows.add(LayerRow.value("images_in", -1, shape.numChannels(), full, full));
    for (int stage = shape.resolutionLog2(); stage > 2; stage--) {
      int size = 1 << stage;
      int in = config.featureMaps(stage - 1);
      rows.add(LayerRow.of(fromRgb(stage), -1, in, size, size));
      rows.add(LayerRow.of(block(stage, 1).get(0), -1, in, size, size));
      rows.add(
          LayerRow.of(
              block(stage, 1).get(1), -1, config.featureMaps(stage - 2), size / 2, size / 2));
    }
    rows.add(LayerRow.of(fromRgb(2), -1, config.featureMaps(1), 4, 4));
    for (Layer layer : block(2, 1)) {
      rows.add(lastBlockRow(layer));
    }
    rows.add(LayerRow.value("scores_out", -1, 1));
    rows.add(LayerRow.value("labels_out", -1, shape.labelSize()));
    return rows;
  }

  private LayerRow lastBlockRow(Layer layer) {
    if (layer instanceof Dense dense) {
      return LayerRow.of(layer, -1, dense.out());
    }
    int channels = config.featureMaps(1) + (layer instanceof MinibatchStddev ? 1 : 0);
    return LayerRow.of(layer, -1, channels, 4, 4);
  }
}
