package io.progan.core.training;

/**
 * What one replica's generator step is a function of.
 *
 * @param latents {@code [minibatch, latentSize]}
 * @param labels {@code [minibatch, labelSize]}
 */
public record GeneratorBatch(float[] latents, float[] labels) {

  /** One slice of a replica's part. */
  GeneratorBatch slice(Slices slices, int index) {
    return new GeneratorBatch(slices.slice(latents, index), slices.slice(labels, index));
  }

  /** The part of a minibatch that belongs to a replica. */
  GeneratorBatch part(int index, int parts) {
    return new GeneratorBatch(Split.part(latents, index, parts), Split.part(labels, index, parts));
  }
}
