package io.progan.core.layer;

import io.progan.core.graph.Resampling;
import io.progan.core.graph.Tensor;
import java.util.List;

/**
 * A layer followed by 2x2 box downscaling: the unfused way down. Bias and activation come before
 * the box filter, so this is another function than {@link DownConv}.
 *
 * @param layer the layer at the higher resolution
 */
public record Downscaled(Layer layer) implements Layer {

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
    return Resampling.downscale(layer.forward(weights, x), 2);
  }
}
