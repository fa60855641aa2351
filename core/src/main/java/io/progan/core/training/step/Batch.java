package io.progan.core.training.step;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a step is a function of, beside the networks: values by the name of the graph's input, for
 * each image equally many; empty where the networks have no such input.
 *
 * @param values by name, the images one after the other
 */
public record Batch(Map<String, float[]> values) {

  /** The part of a minibatch that belongs to a replica: equal parts, one after the other. */
  Batch part(int index, int parts) {
    return parts == 1
        ? this
        : map(
            all -> {
              int length = all.length / parts;
              return Arrays.copyOfRange(all, index * length, (index + 1) * length);
            });
  }

  /** One slice of a replica's part. */
  Batch slice(Slices slices, int index) {
    return map(all -> slices.slice(all, index));
  }

  private Batch map(UnaryOperator<float[]> part) {
    Map<String, float[]> parts = new LinkedHashMap<>();
    values.forEach((name, all) -> parts.put(name, part.apply(all)));
    return new Batch(parts);
  }
}
