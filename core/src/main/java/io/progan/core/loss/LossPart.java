package io.progan.core.loss;

/** A part of a network's loss; parts combine freely. */
@FunctionalInterface
public interface LossPart {

  /**
   * Adds the part.
   *
   * @param gan both networks in the step's graph
   * @param terms what the part's terms are added to, under names of their own
   */
  void add(GanGraph gan, LossTerms terms);
}
