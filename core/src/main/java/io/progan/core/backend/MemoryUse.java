package io.progan.core.backend;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import org.bytedeco.javacpp.Pointer;

/**
 * The memory of this process.
 *
 * @param heapBytes what Java objects take, garbage included
 * @param offHeapBytes what else is resident: native arrays, libraries, the JVM itself
 */
public record MemoryUse(long heapBytes, long offHeapBytes) {

  /** The memory in use now. */
  public static MemoryUse now() {
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new MemoryUse(used, Math.max(0, Pointer.physicalBytes() - touchedHeap()));
  }

  /** Heap that was used once stays resident, whether it is used now or not. */
  private static long touchedHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
