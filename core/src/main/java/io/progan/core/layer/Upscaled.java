package io.progan.core.layer;

import io.progan.core.graph.Resampling;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.weight.Weight;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
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
  public List<Slot> slots() {
    return layer.slots();
  }

  @Override
  public List<Weight> weights() {
    return layer.weights();
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    return layer.forward(pass, Resampling.upscale(x, 2));
  }
}
