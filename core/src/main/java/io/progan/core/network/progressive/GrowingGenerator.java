package io.progan.core.network.progressive;

import io.progan.core.graph.Resampling;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Layer;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Growth;
import io.progan.core.state.Pass;
import io.progan.core.state.Precision;
import io.progan.presets.config.DatasetShape;
import java.util.ArrayList;
import java.util.List;

/**
 * A generator that grows from 4x4 pixels by one block of layers for each doubling of the
 * resolution, with a conversion to RGB at each; a new block is faded in (paper, section 2).
 */
public abstract class GrowingGenerator extends GrowingNetwork implements GeneratorNetwork {

  /**
   * Describes what all have in common.
   *
   * @param shape what the images look like at full resolution, and the length of a label
   * @param grows false if there is only the full resolution
   * @param precision the numbers that it computes with
   */
  protected GrowingGenerator(DatasetShape shape, boolean grows, Precision precision) {
    super(shape, grows, precision);
  }

  /**
   * The layers of a resolution but the conversion to RGB.
   *
   * @param stage the resolution's logarithm
   */
  protected abstract List<Layer> block(int stage);

  /**
   * The conversion to RGB.
   *
   * @param stage the resolution's logarithm
   */
  protected abstract Layer toRgb(int stage);

  /**
   * What the first block takes.
   *
   * @param latents {@code [minibatch, latentSize]}
   */
  protected abstract Tensor input(Pass pass, Tensor latents);

  /** What becomes of the images in the end. */
  protected Tensor finish(Tensor images) {
    return images;
  }

  /** The original's name for the conversion to RGB of a resolution. */
  protected final String toRgbName(int stage) {
    return "ToRGB_" + lodName(stage);
  }

  @Override
  public final String name() {
    return "G";
  }

  /** The layers block by block, each with its conversion to RGB. */
  @Override
  public List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    for (int stage = Resolutions.COARSEST_LOG2; stage <= shape().resolutionLog2(); stage++) {
      layers.addAll(block(stage));
      if (isConverted(stage)) {
        layers.add(toRgb(stage));
      }
    }
    return layers;
  }

  @Override
  public final Tensor forward(Pass outer, Growth growth, Tensor latents) {
    Pass pass = outer.in(precision());
    Tensor x = precision().value(input(pass, latents));
    int top = growth.stage().resolutionLog2();
    Tensor before = null;
    for (int s = Resolutions.COARSEST_LOG2; s <= top; s++) {
      before = x;
      for (Layer layer : block(s)) {
        x = layer.run(pass, x);
      }
    }
    Tensor images = toRgb(top).run(pass, x);
    if (!growth.stage().fading()) {
      return precision().value(finish(images));
    }
    Tensor coarse = toRgb(top - 1).run(pass, before);
    Tensor blended = precision().blend(images, Resampling.upscale(coarse, 2), share(growth));
    return precision().value(finish(blended));
  }
}
