package io.progan.core.backend;

import java.lang.management.ManagementFactory;
import org.bytedeco.javacpp.Pointer;

/**
 * The memory of this process.
 *
 * @param heapBytes what Java objects take
 * @param offHeapBytes everything else that is resident: native arrays, libraries, the JVM itself
 */
public record MemoryUse(long heapBytes, long offHeapBytes) {

  /** The memory in use now. */
  public static MemoryUse now() {
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    long resident = Pointer.physicalBytes();
    return new MemoryUse(heap.getUsed(), Math.max(0, resident - heap.getCommitted()));
  }
}
