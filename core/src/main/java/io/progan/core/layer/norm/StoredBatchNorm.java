package io.progan.core.layer.norm;

import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Layer;
import io.progan.core.state.Initializer;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import java.util.ArrayList;
import java.util.List;

/** Batch norm with running statistics, and a gain and a bias for each channel. */
public final class StoredBatchNorm implements Layer {

  private final String name;
  private final Slot gain;
  private final Slot bias;
  private final RunningStatistics statistics;

  /**
   * Describes the layer.
   *
   * @param name the layer's name
   * @param channels of what it normalises
   * @param settings of batch norm
   */
  public StoredBatchNorm(String name, long channels, BatchNormSettings settings) {
    this.name = name;
    this.gain = Slot.trained(name + ".gain", Initializer.constant(1), channels);
    this.bias = Slot.trained(name + ".bias", Initializer.ZEROS, channels);
    this.statistics =
        new RunningStatistics(name, channels, settings.epsilon(), settings.unbiased());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Slot> slots() {
    List<Slot> slots = new ArrayList<>(List.of(gain, bias));
    slots.addAll(statistics.slots());
    return slots;
  }

  @Override
  public List<Slot> statistics() {
    return statistics.slots();
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    long channels = x.size(1);
    return statistics.apply(
        pass,
        x,
        Shaping.reshape(pass.precision().value(pass.slot(gain)), 1, channels, 1, 1),
        Shaping.reshape(pass.precision().value(pass.slot(bias)), 1, channels, 1, 1));
  }
}
