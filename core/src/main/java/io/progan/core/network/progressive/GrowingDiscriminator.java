package io.progan.core.network.progressive;

import io.progan.core.graph.Resampling;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Layer;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.Growth;
import io.progan.core.state.Pass;
import io.progan.core.state.Precision;
import io.progan.presets.config.DatasetShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A discriminator that mirrors a growing generator: one block of layers for each halving of the
 * resolution down to 4x4 pixels, with a conversion from RGB at each; a new block is faded in
 * (paper, section 2).
 */
public abstract class GrowingDiscriminator extends GrowingNetwork implements DiscriminatorNetwork {

  /**
   * Describes what all have in common.
   *
   * @param shape what the images look like at full resolution, and the length of a label
   * @param grows false if there is only the full resolution
   * @param precision the numbers that it computes with
   */
  protected GrowingDiscriminator(DatasetShape shape, boolean grows, Precision precision) {
    super(shape, grows, precision);
  }

  /**
   * The layers of a resolution but the conversion from RGB; those of 4x4 pixels give the output.
   *
   * @param stage the resolution's logarithm
   */
  protected abstract List<Layer> block(int stage);

  /**
   * The conversion from RGB; empty where the block takes the images as they are.
   *
   * @param stage the resolution's logarithm
   */
  protected abstract Optional<Layer> fromRgb(int stage);

  /** The original's name for the conversion from RGB of a resolution. */
  protected final String fromRgbName(int stage) {
    return "FromRGB_" + lodName(stage);
  }

  @Override
  public final String name() {
    return "D";
  }

  @Override
  public List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    for (int stage = shape().resolutionLog2(); stage >= Resolutions.COARSEST_LOG2; stage--) {
      if (isConverted(stage)) {
        fromRgb(stage).ifPresent(layers::add);
      }
      layers.addAll(block(stage));
    }
    return layers;
  }

  @Override
  public final Tensor forward(Pass outer, Growth growth, Tensor given) {
    Pass pass = outer.in(precision());
    Tensor images = precision().value(given);
    int top = growth.stage().resolutionLog2();
    Tensor x = fromRgb(pass, top, images);
    for (int s = top; s >= Resolutions.COARSEST_LOG2; s--) {
      for (Layer layer : block(s)) {
        x = layer.run(pass, x);
      }
      if (s == top && growth.stage().fading()) {
        Tensor half = precision().value(Resampling.downscale(images, 2));
        x = precision().blend(x, fromRgb(pass, s - 1, half), share(growth));
      }
    }
    return x;
  }

  private Tensor fromRgb(Pass pass, int stage, Tensor images) {
    return fromRgb(stage).map(layer -> layer.run(pass, images)).orElse(images);
  }
}
