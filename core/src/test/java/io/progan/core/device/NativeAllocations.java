package io.progan.core.device;

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

  /** What a part of the JVM has allocated, as Native Memory Tracking lists it. */
  private static final Pattern OF_THE_JVM = Pattern.compile("\\((?:malloc|arena)=(\\d+)KB");

  private static final int SAMPLES = 5;

  private NativeAllocations() {}

  /**
   * By how many bytes the outstanding allocations grow while something is done again and again,
   * what the garbage collector frees left out. Of each stretch the least counts.
   *
   * @param repetitions of the action between the two stretches
   */
  public static long growth(Runnable action, int repetitions) {
    return growth(action, repetitions, System::gc);
  }

  /**
   * The same with what only the garbage collector frees, which does not know how large it is: what
   * survives the young collections stays until the next full one, hours later.
   */
  public static long growthUncollected(Runnable action, int repetitions) {
    return growth(action, repetitions, () -> {});
  }

  private static long growth(Runnable action, int repetitions, Runnable collector) {
    long before = least(action, collector);
    for (int i = 0; i < repetitions; i++) {
      action.run();
    }
    return least(action, collector) - before;
  }

  private static long least(Runnable action, Runnable collector) {
    long least = Long.MAX_VALUE;
    for (int sample = 0; sample < SAMPLES; sample++) {
      action.run();
      collector.run();
      least = Math.min(least, outstandingBytes());
    }
    return least;
  }

  /** Without the JVM's own, whose compilers take and give back many megabytes. */
  private static long outstandingBytes() {
    Matcher outstanding = OUTSTANDING.matcher(describe("vmInfo"));
    Matcher ofTheJvm = OF_THE_JVM.matcher(describe("vmNativeMemory", "summary"));
    assumeTrue(outstanding.find(), "this JVM counts no allocations: not Linux with glibc, or old");
    assumeTrue(ofTheJvm.find(), "the JVM was started without -XX:NativeMemoryTracking=summary");
    long kilobytes = Long.parseLong(outstanding.group(1));
    do {
      kilobytes -= Long.parseLong(ofTheJvm.group(1));
    } while (ofTheJvm.find());
    return kilobytes << 10;
  }

  private static String describe(String command, String... arguments) {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  command,
                  new Object[] {arguments},
                  new String[] {String[].class.getName()});
    } catch (JMException e) {
      throw new IllegalStateException("the JVM does not describe itself", e);
    }
  }
}
