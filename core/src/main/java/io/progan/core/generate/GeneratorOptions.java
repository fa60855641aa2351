package io.progan.core.generate;

import io.progan.core.network.GeneratorNetwork;
import io.progan.presets.config.Dtype;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a generator is loaded.
 *
 * @param weights which weights
 * @param lod the level of detail, from 0 (all layers) to the one at which the network works at 4x4
 *     pixels; a fraction blends two resolutions. Empty for the level at which the snapshot stands
 * @param chosen how the images of a network with batch norm are normalised, whatever it was made
 *     for; other networks take no notice
 * @param usual the same for a network that was not made for running averages
 * @param minibatch the most images that are computed at a time, which bounds the memory; 0 for a
 *     number that suits the network
 * @param dtype the number format of the computation; empty for the network's own
 */
public record GeneratorOptions(
    WeightSet weights,
    OptionalDouble lod,
    Optional<Together> chosen,
    Together usual,
    int minibatch,
    Optional<Dtype> dtype) {

  private static final GeneratorOptions STANDARD =
      new GeneratorOptions(
          WeightSet.GS,
          OptionalDouble.empty(),
          Optional.empty(),
          Together.STANDARD,
          0,
          Optional.empty());

  /** Checks what can be checked without a network. */
  public GeneratorOptions {
    if (lod.isPresent() && !(lod.getAsDouble() >= 0)) {
      throw new IllegalArgumentException("lod must be 0 or more, not " + lod.getAsDouble());
    }
    if (minibatch < 0) {
      throw new IllegalArgumentException("minibatch must be 0 or more, not " + minibatch);
    }
  }

  /** The averaged weights, at the snapshot's level of detail. */
  public static GeneratorOptions standard() {
    return STANDARD;
  }

  /** The same with other weights. */
  public GeneratorOptions withWeights(WeightSet other) {
    return new GeneratorOptions(other, lod, chosen, usual, minibatch, dtype);
  }

  /** The same at another level of detail. */
  public GeneratorOptions withLod(double other) {
    return new GeneratorOptions(weights, OptionalDouble.of(other), chosen, usual, minibatch, dtype);
  }

  /** The same with other minibatches. */
  public GeneratorOptions withMinibatch(int other) {
    return new GeneratorOptions(weights, lod, chosen, usual, other, dtype);
  }

  /** The same in another number format. */
  public GeneratorOptions withDtype(Dtype other) {
    return new GeneratorOptions(weights, lod, chosen, usual, minibatch, Optional.of(other));
  }

  /** The same with images that are normalised otherwise. */
  public GeneratorOptions withTogether(Together other) {
    return new GeneratorOptions(weights, lod, Optional.of(other), usual, minibatch, dtype);
  }

  /** The same with another way for networks that were not made for running averages. */
  public GeneratorOptions withUsual(Together other) {
    return new GeneratorOptions(weights, lod, chosen, other, minibatch, dtype);
  }

  /** How a network normalises its images. */
  Together together(GeneratorNetwork network) {
    return chosen.orElse(network.storesStatistics() ? Together.AVERAGES : usual);
  }
}
