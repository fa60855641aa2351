package io.progan.presets.config;

/** A network whose weights' largest singular value may be held. */
public interface SigmaClampConfig {

  /** Largest singular value of a weight; null for none. */
  Double sigmaLimit();

  /** Largest ratio of the first to the second singular value; null for none. */
  Double sigmaRatio();
}
