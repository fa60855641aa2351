package io.progan.core.training.step;

import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Layer;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Growth;
import io.progan.core.network.Stage;
import io.progan.core.state.Initializer;
import io.progan.core.state.Pass;
import io.progan.core.state.Precision;
import io.progan.core.state.Slot;
import java.util.ArrayList;
import java.util.List;

/**
 * A generator that keeps a number: how often it has run in training. Its images get it as a part of
 * their brightness, so that what is kept shows.
 */
public record CountingGenerator(GeneratorNetwork inner) implements GeneratorNetwork {

  /** The number; 5 at first. */
  public static final Slot COUNT = Slot.kept("count", Initializer.constant(5), 1);

  private static final double BRIGHTNESS = 1e-3;

  @Override
  public Tensor forward(Pass pass, Growth growth, Tensor latents) {
    Tensor count = pass.slot(COUNT);
    pass.update(COUNT, count.plus(1));
    Tensor shift = Shaping.reshape(count.times(BRIGHTNESS), 1, 1, 1, 1);
    return inner.forward(pass, growth, latents).plus(shift);
  }

  @Override
  public List<Slot> slots() {
    List<Slot> slots = new ArrayList<>(List.of(COUNT));
    slots.addAll(inner.slots());
    return slots;
  }

  @Override
  public Precision precision() {
    return inner.precision();
  }

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public List<Layer> layers() {
    return inner.layers();
  }

  @Override
  public boolean comparesImages() {
    return inner.comparesImages();
  }

  @Override
  public List<Stage> stages() {
    return inner.stages();
  }

  @Override
  public int latentSize() {
    return inner.latentSize();
  }

  @Override
  public int labelSize() {
    return inner.labelSize();
  }

  @Override
  public int channels() {
    return inner.channels();
  }
}
