package io.progan.core.device;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The C library's heap, in which ND4J's arrays and its scratch memory lie. */
public final class NativeHeap {

  private static final String DIAGNOSTICS = "com.sun.management:type=DiagnosticCommand";
  private static final String TRIM = "systemTrimNativeHeap";

  private NativeHeap() {}

  /**
   * Gives freed memory back to the system. Without it, what large arrays leave between others stays
   * resident, and arrays of other sizes are laid beside it: a training through several resolutions
   * would take the sum of what each needs. Takes milliseconds for a hundred megabytes.
   *
   * <p>Does nothing where the JVM has no such command: outside Linux, and before Java 17.0.9.
   */
  public static void trim() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      ObjectName diagnostics = new ObjectName(DIAGNOSTICS);
      boolean known =
          server.isRegistered(diagnostics)
              && Arrays.stream(server.getMBeanInfo(diagnostics).getOperations())
                  .anyMatch(operation -> operation.getName().equals(TRIM));
      if (known) {
        server.invoke(diagnostics, TRIM, new Object[0], new String[0]);
      }
    } catch (JMException e) {
      throw new IllegalStateException("the JVM cannot trim its native heap", e);
    }
  }
}
