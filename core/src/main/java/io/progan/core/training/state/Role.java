package io.progan.core.training.state;

/** One of the two networks of a training. */
public enum Role {
  /** Makes images. */
  GENERATOR,
  /** Judges them. */
  DISCRIMINATOR
}
