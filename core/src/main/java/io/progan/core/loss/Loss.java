package io.progan.core.loss;

import java.util.List;
import java.util.Map;

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

  /** Adds all parts to a graph. */
  public LossTerms terms(GanGraph gan) {
    LossTerms terms = new LossTerms();
    parts.forEach(part -> part.add(gan, terms));
    return terms;
  }
}
