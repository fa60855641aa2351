package io.progan.core.device;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How much memory this process may take: JavaCPP's {@code maxbytes}, which is nine tenths of the
 * memory of the machine or the container unless the user says otherwise.
 */
public final class MemoryLimit {

  private static final String PROPERTY = "org.bytedeco.javacpp.maxbytes";

  /** As JavaCPP reads it. */
  private static final String BYTES = "\\d{1,18}(?i:[tgmk]b?|b)?";

  /**
   * Bytes of memory, as the launcher has found them in the machine's and its containers' limits.
   */
  private static final String MEMORY = "progan.memory";

  /** Bytes of address space ({@code ulimit -v}), set by the launcher where they are limited. */
  private static final String ADDRESS_SPACE = "progan.addressSpace";

  private static final double USABLE = 0.9;

  /** Address space of a process beyond its heap and its arrays, measured with two threads. */
  private static final long LIBRARY_SPACE = 1100L << 20;

  /** Stacks and buffers of a native thread. */
  private static final long THREAD_SPACE = 40L << 20;

  /** Less is not enough for the smallest networks. */
  private static final long LEAST_BYTES = 300L << 20;

  private static final int DEVICE = 0;

  private MemoryLimit() {}

  /**
   * Sets the limit from the machine's memory, or the container's. Has an effect only before ND4J's
   * first use; a value that was set on the command line is kept.
   *
   * @throws BackendException if the address space is limited to less than native code needs, or the
   *     value on the command line is none
   */
  public static void choose() {
    long addressable = addressable();
    if (addressable < LEAST_BYTES) {
      throw new BackendException(
          "'ulimit -v' allows %d MB of address space, but this takes %d MB at least; raise it, or 'ulimit -v unlimited'"
              .formatted(space() >> 20, (space() - addressable + LEAST_BYTES) >> 20));
    }
    String chosen = System.getProperty(PROPERTY);
    if (chosen != null && !chosen.matches(BYTES)) {
      throw new BackendException(
          "-D%s=%s: not a number of bytes; write for example 8g or 500m, or 0 for no limit"
              .formatted(PROPERTY, chosen));
    }
    if (chosen == null) {
      long bytes = (long) (Math.min(memory(), addressable) * USABLE);
      System.setProperty(PROPERTY, String.valueOf(bytes));
    }
  }

  /** Bytes of memory of the machine or its container. */
  public static long memory() {
    long found = Long.getLong(MEMORY, 0);
    if (found <= 0
        && ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      return system.getTotalMemorySize();
    }
    return found;
  }

  private static long space() {
    return Long.getLong(ADDRESS_SPACE, Long.MAX_VALUE);
  }

  /** What the address space leaves. */
  private static long addressable() {
    long space = space();
    return space == Long.MAX_VALUE
        ? space
        : space
            - Runtime.getRuntime().maxMemory()
            - LIBRARY_SPACE
            - THREAD_SPACE * Runtime.getRuntime().availableProcessors();
  }

  /** The limit in bytes; {@link Long#MAX_VALUE} for none. */
  public static long bytes() {
    long bytes = Pointer.maxBytes();
    return bytes > 0 ? bytes : Long.MAX_VALUE;
  }

  /**
   * The limit for the process if ND4J's arrays lie in its memory, {@link Long#MAX_VALUE} if a GPU
   * has them in its own; loads ND4J.
   */
  public static long ofArrays() {
    return Nd4j.getEnvironment().isCPU() ? bytes() : Long.MAX_VALUE;
  }

  /**
   * Lets ND4J's arrays take no more than the limit, beside the Java heap and what is set aside.
   * Beyond that an allocation fails with "Allocation failed" rather than bring the machine to the
   * point where the system ends the process. Does nothing for a GPU, which has memory of its own.
   *
   * @param reserveBytes set aside, for what native code takes without asking
   */
  public static void impose(long reserveBytes) {
    long limit = bytes();
    if (limit < Long.MAX_VALUE) {
      set(Math.max(1, limit - Runtime.getRuntime().totalMemory() - reserveBytes));
    }
  }

  /** Lets ND4J's arrays take what they want again. */
  public static void lift() {
    set(0);
  }

  private static void set(long bytes) {
    Environment environment = Nd4j.getEnvironment();
    if (environment.isCPU()) {
      environment.setDeviceLimit(DEVICE, bytes);
    }
  }
}
