package io.progan.core.backend;

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
  private static final double USABLE = 0.9;
  private static final int DEVICE = 0;

  private MemoryLimit() {}

  /**
   * Sets the limit from the machine's memory, or the container's. Has an effect only before ND4J's
   * first use; a value that was set on the command line is kept.
   */
  public static void choose() {
    if (System.getProperty(PROPERTY) == null
        && ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      System.setProperty(PROPERTY, String.valueOf((long) (system.getTotalMemorySize() * USABLE)));
    }
  }

  /** The limit in bytes; {@link Long#MAX_VALUE} for none. */
  public static long bytes() {
    long bytes = Pointer.maxBytes();
    return bytes > 0 ? bytes : Long.MAX_VALUE;
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
