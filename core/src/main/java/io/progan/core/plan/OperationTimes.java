package io.progan.core.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.factory.Nd4j;

/** How long native operations took, by the name of the operation. */
public final class OperationTimes {

  private final Map<String, Long> nanos = new LinkedHashMap<>();

  /** Adds what an action takes, under a name of the caller's choice. */
  public <T> T time(String operation, Supplier<T> action) {
    long start = System.nanoTime();
    T result = action.get();
    Nd4j.getExecutioner().commit();
    add(operation, System.nanoTime() - start);
    return result;
  }

  /** Adds one execution. */
  void add(String operation, long nanoseconds) {
    nanos.merge(operation, nanoseconds, Long::sum);
  }

  /** Nanoseconds by ND4J's name of the operation, for example {@code conv2d_bp}. */
  public Map<String, Long> nanos() {
    return Collections.unmodifiableMap(nanos);
  }

  /** Nanoseconds of everything that was timed. */
  public long totalNanos() {
    return nanos.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Nanoseconds of all convolutions, transposed ones and their gradients. */
  public long convolutionNanos() {
    return nanos.entrySet().stream()
        .filter(entry -> entry.getKey().contains("conv2d"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
