package io.progan.core.layer;

import io.progan.core.graph.Resampling;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.weight.Weight;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
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
  public List<Slot> slots() {
    return layer.slots();
  }

  @Override
  public List<Weight> weights() {
    return layer.weights();
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    return Resampling.downscale(pass.precision().value(layer.forward(pass, x)), 2);
  }
}
