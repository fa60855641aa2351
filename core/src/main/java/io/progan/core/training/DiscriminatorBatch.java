package io.progan.core.training;

/**
 * What one replica's discriminator step is a function of.
 *
 * @param reals {@code [minibatch, channels, r, r]} at the stage's resolution, in the networks'
 *     range
 * @param latents {@code [minibatch, latentSize]}
 * @param labels {@code [minibatch, labelSize]}
 * @param mixing {@code [minibatch]} in [0, 1)
 */
public record DiscriminatorBatch(float[] reals, float[] latents, float[] labels, float[] mixing) {

  /** One slice of a replica's part. */
  DiscriminatorBatch slice(Slices slices, int index) {
    return new DiscriminatorBatch(
        slices.slice(reals, index),
        slices.slice(latents, index),
        slices.slice(labels, index),
        slices.slice(mixing, index));
  }

  /** The part of a minibatch that belongs to a replica. */
  DiscriminatorBatch part(int index, int parts) {
    return new DiscriminatorBatch(
        Split.part(reals, index, parts),
        Split.part(latents, index, parts),
        Split.part(labels, index, parts),
        Split.part(mixing, index, parts));
  }
}
