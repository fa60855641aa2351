package io.progan.core.loss;

import io.progan.core.graph.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One network's loss.
 *
 * @param parts adversarial part, regularisers, and class part
 * @param sums told beside the terms, of which they are sums: by name the terms with their signs
 * @param scores names of terms that stay small in any good training, with the word for them; empty
 *     where nothing holds them
 * @param least of what is minimised in any good training, below which one network has won; negative
 *     infinity if the loss does not say
 */
public record Loss(
    List<LossPart> parts,
    Map<String, Map<String, Integer>> sums,
    Map<String, String> scores,
    double least) {

  /** A loss that does not say what is too small. */
  public Loss(
      List<LossPart> parts, Map<String, Map<String, Integer>> sums, Map<String, String> scores) {
    this(parts, sums, scores, Double.NEGATIVE_INFINITY);
  }

  /** A loss that only has parts. */
  public Loss(List<LossPart> parts) {
    this(parts, Map.of(), Map.of());
  }

  /** Adds all parts to a graph, at a loss scale of 1. */
  public LossTerms terms(GanGraph gan) {
    return terms(gan, Optional.empty());
  }

  /**
   * Adds all parts to a graph.
   *
   * @param scale by which the loss is multiplied before it is differentiated, a scalar
   */
  public LossTerms terms(GanGraph gan, Optional<Tensor> scale) {
    LossTerms terms = new LossTerms(scale);
    parts.forEach(part -> part.add(gan, terms));
    return terms;
  }
}
