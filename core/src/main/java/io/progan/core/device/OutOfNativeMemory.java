package io.progan.core.device;

import java.util.Locale;

/** Tells whether a failure means that native memory has run out. */
public final class OutOfNativeMemory {

  private OutOfNativeMemory() {}

  /** Whether less native memory would have helped; it would not where the heap is full. */
  public static boolean is(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof OutOfMemoryError) {
      return !message.contains("heap") && !message.contains("GC overhead");
    }
    String lower = message.toLowerCase(Locale.ROOT);
    return lower.contains("allocation failed") || lower.contains("out of memory");
  }
}
