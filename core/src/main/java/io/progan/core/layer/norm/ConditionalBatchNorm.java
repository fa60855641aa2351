package io.progan.core.layer.norm;

import io.progan.core.graph.Product;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Layer;
import io.progan.core.layer.weight.Weight;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import java.util.ArrayList;
import java.util.List;

/**
 * Batch norm whose gain and bias are linear in the condition of the pass (BigGAN, section 3.2):
 * {@code normalised * (1 + gain(y)) + bias(y)}. With a one-hot condition the linear maps are
 * embeddings of the class.
 */
public final class ConditionalBatchNorm implements Layer {

  private final String name;
  private final Weight gain;
  private final Weight bias;
  private final RunningStatistics statistics;

  /**
   * Describes the layer.
   *
   * @param name the layer's name
   * @param gain {@code [conditionSize, channels]}
   * @param bias of the same shape
   * @param settings of batch norm
   */
  public ConditionalBatchNorm(String name, Weight gain, Weight bias, BatchNormSettings settings) {
    this.name = name;
    this.gain = gain;
    this.bias = bias;
    this.statistics =
        new RunningStatistics(
            name, gain.slot().shape()[1], settings.epsilon(), settings.unbiased());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Slot> slots() {
    List<Slot> slots = new ArrayList<>(gain.slots());
    slots.addAll(bias.slots());
    slots.addAll(statistics.slots());
    return slots;
  }

  @Override
  public List<Weight> weights() {
    return List.of(gain, bias);
  }

  @Override
  public List<Slot> statistics() {
    return statistics.slots();
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    Tensor condition = pass.labels().orElseThrow();
    return statistics.apply(
        pass, x, map(pass, condition, gain, x).plus(1), map(pass, condition, bias, x));
  }

  private static Tensor map(Pass pass, Tensor condition, Weight weight, Tensor x) {
    Tensor values = Product.matmul(condition, weight.rounded(pass));
    return Shaping.reshape(pass.precision().value(values), x.size(0), x.size(1), 1, 1);
  }
}
