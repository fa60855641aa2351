package io.progan.core.layer;

import io.progan.core.graph.Tensor;
import io.progan.core.layer.weight.Weight;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import java.util.List;

/**
 * A layer whose input has noise.
 *
 * @param layer that takes the input
 * @param dropout what adds the noise
 */
public record Dropped(Layer layer, GeneralizedDropout dropout) implements Layer {

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
    return layer.forward(pass, pass.precision().value(dropout.apply(pass, name(), x)));
  }
}
