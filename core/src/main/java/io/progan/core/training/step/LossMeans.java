package io.progan.core.training.step;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.progan.core.loss.LossTerms;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The terms of a loss by name, as means over images or sums of such means.
 *
 * @param values by the term's name; {@link LossTerms#LOSS} is what was minimised
 */
public record LossMeans(@JsonValue Map<String, Double> values) {

  /** Of no step. */
  public static final LossMeans NONE = new LossMeans(Map.of());

  /** Keeps the order of the terms. */
  @JsonCreator
  public LossMeans {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** A term; NaN if there is none of that name. */
  public double get(String name) {
    return values.getOrDefault(name, Double.NaN);
  }

  /** What was minimised. */
  public double loss() {
    return get(LossTerms.LOSS);
  }

  /** The sum with another step's terms, times a factor. */
  public LossMeans plus(LossMeans other, double factor) {
    Map<String, Double> sum = new LinkedHashMap<>(values);
    other.values.forEach((name, value) -> sum.merge(name, value * factor, Double::sum));
    return new LossMeans(sum);
  }

  /** With sums of terms beside them: by name the terms with their signs. */
  public LossMeans with(Map<String, Map<String, Integer>> sums) {
    Map<String, Double> all = new LinkedHashMap<>(values);
    sums.forEach(
        (name, parts) ->
            all.put(
                name,
                parts.entrySet().stream().mapToDouble(e -> e.getValue() * get(e.getKey())).sum()));
    return new LossMeans(all);
  }
}
