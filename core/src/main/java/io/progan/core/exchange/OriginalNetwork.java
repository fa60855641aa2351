package io.progan.core.exchange;

import io.progan.dataset.numpy.NpyArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network as the original describes it: the options of the function that builds it, and its
 * variables.
 *
 * @param options by the original's names, for example {@code fmap_base}; plain values
 * @param variables by the original's names, for example {@code 4x4/Conv/weight}, with {@code lod}
 */
public record OriginalNetwork(Map<String, Object> options, Map<String, NpyArray> variables) {

  /** The variable that holds the level of detail. */
  public static final String LOD = "lod";

  /** Copies the maps; their order stays. */
  public OriginalNetwork {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }
}
