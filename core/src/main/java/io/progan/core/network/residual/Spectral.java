package io.progan.core.network.residual;

import io.progan.core.layer.Conv;
import io.progan.core.layer.Dense;
import io.progan.core.layer.attention.SelfAttention;
import io.progan.core.layer.weight.PlainWeight;
import io.progan.core.layer.weight.SpectralWeight;
import io.progan.core.layer.weight.Weight;
import io.progan.core.layer.weight.WeightDraw;
import io.progan.core.state.Slot;
import io.progan.presets.config.WeightInitialization;
import java.util.Optional;

/**
 * Makes the layers of one network, which share their spectral norm and the way they are drawn.
 * Names are those of the public code's state dictionaries.
 *
 * @param settings of the spectral norm
 * @param normalized whether there is a spectral norm
 * @param initialization of the weights
 */
record Spectral(
    SpectralWeight.Settings settings, boolean normalized, WeightInitialization initialization) {

  /** A convolution with a bias that keeps the resolution. */
  Conv conv(String name, int kernel, long in, long out) {
    Slot bias = Slot.trained(name + ".bias", WeightDraw.bias((long) kernel * kernel * in), out);
    return new Conv(name, weight(name, kernel, kernel, in, out), Optional.of(bias));
  }

  /** A dense layer with a bias. */
  Dense dense(String name, long in, long out) {
    Slot bias = Slot.trained(name + ".bias", WeightDraw.bias(in), out);
    return new Dense(name, weight(name, in, out), Optional.of(bias));
  }

  /** Self-attention. */
  SelfAttention attention(String name, long channels) {
    return new SelfAttention(name, channels, this::weight);
  }

  /** A weight whose last two dimensions are inputs and outputs. */
  Weight weight(String name, long... shape) {
    Slot slot = Slot.trained(name + ".weight", WeightDraw.weight(initialization), shape);
    return normalized ? SpectralWeight.of(name, slot, settings) : new PlainWeight(slot, false);
  }

  /** An embedding {@code [classes, size]} without spectral norm. */
  Weight plainEmbedding(String name, long classes, long size) {
    return new PlainWeight(embeddingSlot(name, classes, size), true);
  }

  /** An embedding {@code [classes, size]} with spectral norm. */
  Weight embedding(String name, long classes, long size) {
    return SpectralWeight.ofEmbedding(name, embeddingSlot(name, classes, size), settings);
  }

  private Slot embeddingSlot(String name, long classes, long size) {
    return Slot.trained(name + ".weight", WeightDraw.embedding(initialization), classes, size);
  }
}
