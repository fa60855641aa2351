package io.progan.metrics.feature;

/** What becomes of the bias of the layer that the softmax of a network's classes is made from. */
public enum ClassBias {
  /** Left out of Inception's frozen graph, as published Inception scores have it, else kept. */
  USUAL,
  /** Kept. */
  WITH,
  /** Left out. */
  WITHOUT
}
