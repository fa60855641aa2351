package io.progan.core.backend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** What native code has allocated from the C library and not freed, counted by that library. */
public final class NativeAllocations {

  private static final Pattern OUTSTANDING =
      Pattern.compile("C-Heap outstanding allocations: (\\d+)K");
  private static final int SAMPLES = 10;

  private NativeAllocations() {}

  /**
   * By how many bytes the outstanding allocations grow while something is done again and again. Of
   * each stretch the least counts, since the JVM's compilers take and give back megabytes.
   *
   * @param repetitions of the action between the two stretches
   */
  public static long growth(Runnable action, int repetitions) {
    long before = least(action);
    for (int i = 0; i < repetitions; i++) {
      action.run();
    }
    return least(action) - before;
  }

  private static long least(Runnable action) {
    long least = Long.MAX_VALUE;
    for (int sample = 0; sample < SAMPLES; sample++) {
      action.run();
      System.gc(); // arrays of ND4J that nobody closed are freed by the collector
      least = Math.min(least, outstandingBytes());
    }
    return least;
  }

  private static long outstandingBytes() {
    String description;
    try {
      description =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "vmInfo",
                      new Object[0],
                      new String[0]);
    } catch (JMException e) {
      throw new IllegalStateException("the JVM does not describe itself", e);
    }
    Matcher matcher = OUTSTANDING.matcher(description);
    assumeTrue(matcher.find(), "this JVM cannot count allocations: not Linux with glibc, or old");
    return Long.parseLong(matcher.group(1)) << 10;
  }
}
