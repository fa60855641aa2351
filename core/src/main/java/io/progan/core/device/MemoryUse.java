package io.progan.core.device;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import org.bytedeco.javacpp.Pointer;

/**
 * The memory of this process.
 *
 * @param heapBytes what Java objects take, garbage included
 * @param offHeapBytes what is resident beside the heap: native arrays, libraries, the JVM itself
 */
public record MemoryUse(long heapBytes, long offHeapBytes) {

  /** The memory in use now. */
  public static MemoryUse now() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return new MemoryUse(
        heap.getUsed(), Math.max(0, Pointer.physicalBytes() - heap.getCommitted()));
  }
}
