package io.progan.core.layer;

import io.progan.core.graph.Resampling;
import io.progan.core.graph.Tensor;
import java.util.List;

/**
 * A layer after nearest-neighbour upscaling by 2: the unfused way up.
 *
 * @param layer the layer at the higher resolution
 */
public record Upscaled(Layer layer) implements Layer {

  @Override
  public String name() {
    return layer.name();
  }

  @Override
  public List<Parameter> parameters() {
    return layer.parameters();
  }

  @Override
  public Tensor forward(Weights weights, Tensor x) {
    return layer.forward(weights, Resampling.upscale(x, 2));
  }
}
