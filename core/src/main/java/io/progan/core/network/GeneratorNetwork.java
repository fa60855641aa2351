package io.progan.core.network;

import io.progan.core.graph.Resampling;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Activation;
import io.progan.core.layer.Conv;
import io.progan.core.layer.DenseToImage;
import io.progan.core.layer.Layer;
import io.progan.core.layer.UpConv;
import io.progan.core.layer.Upscaled;
import io.progan.core.layer.Weights;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.GeneratorConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The generator: latents and labels to images (paper, table 2).
 *
 * <p>It grows from 4x4 pixels by one block of two convolutions for each doubling of the resolution;
 * every resolution has its own conversion to RGB.
 */
public final class GeneratorNetwork implements Network {

  private final GeneratorConfig config;
  private final DatasetShape shape;
  private final Activation activation;

  /**
   * Describes a generator.
   *
   * @param config its options
   * @param shape what the images look like at full resolution, and the length of a label
   */
  public GeneratorNetwork(GeneratorConfig config, DatasetShape shape) {
    this.config = config;
    this.shape = shape;
    this.activation =
        new Activation(
            config.useLeakyrelu() ? Activation.LEAKY_SLOPE : 0,
            config.usePixelnorm() ? config.pixelnormEpsilon() : 0);
  }

  @Override
  public String name() {
    return "G";
  }

  @Override
  public boolean equalized() {
    return config.useWscale();
  }

  /** The length of a latent vector. */
  public int latentSize() {
    return config.effectiveLatentSize();
  }

  /** The length of a label; 0 without labels. */
  public int labelSize() {
    return shape.labelSize();
  }

  @Override
  public List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    for (int stage = 2; stage <= shape.resolutionLog2(); stage++) {
      layers.addAll(block(stage));
      layers.add(toRgb(stage));
    }
    return layers;
  }

  private List<Layer> block(int stage) {
    String name = Names.resolution(stage);
    int out = config.featureMaps(stage - 1);
    if (stage == 2) {
      return List.of(
          new DenseToImage(name + "/Dense", latentSize() + labelSize(), out, activation),
          new Conv(name + "/Conv", 3, out, out, Weights.RELU_GAIN, activation));
    }
    int in = config.featureMaps(stage - 2);
    Layer up =
        config.fusedScale()
            ? new UpConv(name + "/Conv0_up", in, out, activation)
            : new Upscaled(new Conv(name + "/Conv0", 3, in, out, Weights.RELU_GAIN, activation));
    return List.of(up, new Conv(name + "/Conv1", 3, out, out, Weights.RELU_GAIN, activation));
  }

  private Layer toRgb(int stage) {
    String name = "ToRGB_lod" + (shape.resolutionLog2() - stage);
    return new Conv(
        name, 1, config.featureMaps(stage - 1), shape.numChannels(), 1, Activation.LINEAR);
  }

  /**
   * Adds the generator of a stage to a graph.
   *
   * @param weights the generator's parameters
   * @param latents {@code [minibatch, latentSize]}
   * @param labels {@code [minibatch, labelSize]}, or null without labels
   * @param stage how far the network has grown
   * @param fade the weight of the resolution below, a scalar in [0, 1]; read only while fading
   * @return images {@code [minibatch, channels, r, r]} at the stage's resolution, about [-1, 1]
   */
  public Tensor forward(Weights weights, Tensor latents, Tensor labels, Stage stage, Tensor fade) {
    Tensor x = labels == null ? latents : Shaping.concat(1, latents, labels);
    if (config.normalizeLatents()) {
      x = Activation.pixelNorm(x, config.pixelnormEpsilon());
    }
    Tensor before = null;
    for (int s = 2; s <= stage.resolutionLog2(); s++) {
      before = x;
      for (Layer layer : block(s)) {
        x = layer.forward(weights, x);
      }
    }
    Tensor images = toRgb(stage.resolutionLog2()).forward(weights, x);
    if (!stage.fading()) {
      return images;
    }
    Tensor coarse = toRgb(stage.resolutionLog2() - 1).forward(weights, before);
    return images.plus(Resampling.upscale(coarse, 2).minus(images).times(fade));
  }

  @Override
  public List<LayerRow> table() {
    List<LayerRow> rows = new ArrayList<>();
    rows.add(LayerRow.value("latents_in", -1, latentSize()));
    rows.add(LayerRow.value("labels_in", -1, labelSize()));
    for (int stage = 2; stage <= shape.resolutionLog2(); stage++) {
      int size = 1 << stage;
      for (Layer layer : block(stage)) {
        rows.add(LayerRow.of(layer, -1, config.featureMaps(stage - 1), size, size));
      }
      rows.add(LayerRow.of(toRgb(stage), -1, shape.numChannels(), size, size));
    }
    long full = shape.resolution();
    rows.add(LayerRow.value("images_out", -1, shape.numChannels(), full, full));
    return rows;
  }
}
