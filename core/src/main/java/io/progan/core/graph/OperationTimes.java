package io.progan.core.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long the native operations of plans took, by the name of the operation. */
public final class OperationTimes {

  private final Map<String, Long> nanos = new LinkedHashMap<>();

  /** Adds one execution. */
  void add(String operation, long nanoseconds) {
    nanos.merge(operation, nanoseconds, Long::sum);
  }

  /** Nanoseconds by ND4J's name of the operation, for example {@code conv2d_bp}. */
  public Map<String, Long> nanos() {
    return Collections.unmodifiableMap(nanos);
  }

  /** Nanoseconds of all convolutions, transposed ones and their gradients. */
  public long convolutionNanos() {
    return nanos.entrySet().stream()
        .filter(entry -> entry.getKey().contains("conv2d"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
