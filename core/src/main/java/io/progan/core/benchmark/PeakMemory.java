package io.progan.core.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Pointer;

/**
 * Watches the most memory that the process takes.
 *
 * <p>On Linux the kernel keeps the peak; elsewhere the memory in use is looked at whenever {@link
 * #look()} is called.
 */
final class PeakMemory {

  private static final Path RESET = Path.of("/proc/self/clear_refs");
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int KILO = 1024;

  private final List<MemoryPoolMXBean> heap =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();

  /** The part of the heap that has been written to since the process began, and so is resident. */
  private long touchedHeap;

  private boolean kernelCounts;
  private long seenResident;

  /** Forgets the peak so far. */
  void begin() {
    touchedHeap = Math.max(touchedHeap, heapPeak());
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    kernelCounts = reset();
    seenResident = 0;
    look();
  }

  private static boolean reset() {
    try {
      Files.writeString(RESET, "5");
      return true;
    } catch (IOException e) {
      return false; // not Linux, or not allowed
    }
  }

  /** Takes the memory in use now into account. */
  void look() {
    seenResident = Math.max(seenResident, Pointer.physicalBytes());
  }

  /** The peaks since the last {@link #begin()}. */
  MemoryPeak peak() {
    look();
    long heapBytes = heapPeak();
    touchedHeap = Math.max(touchedHeap, heapBytes);
    long resident = Math.max(seenResident, kernelCounts ? residentPeak() : 0);
    return new MemoryPeak(heapBytes, Math.max(0, resident - touchedHeap), resident);
  }

  private long heapPeak() {
    return heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
  }

  private static long residentPeak() {
    try (var lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILO)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
