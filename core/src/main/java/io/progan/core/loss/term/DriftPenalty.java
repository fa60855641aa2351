package io.progan.core.loss.term;

import io.progan.core.graph.Tensor;
import io.progan.core.loss.GanGraph;
import io.progan.core.loss.LossPart;
import io.progan.core.loss.LossTerms;

/**
 * Keeps the scores of reals from drifting away from zero (paper, section A.1).
 *
 * @param epsilon its weight
 */
public record DriftPenalty(double epsilon) implements LossPart {

  @Override
  public void add(GanGraph gan, LossTerms terms) {
    Tensor scores = gan.realScores();
    terms.add("driftPenalty", scores.times(scores), epsilon);
  }
}
