package io.progan.core.device;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Owns native memory: closes what it was given, the newest first, also when whoever builds on it
 * fails halfway.
 */
public final class NativeScope implements AutoCloseable {

  private final Deque<AutoCloseable> owned = new ArrayDeque<>();

  /** Takes something over. */
  public <T extends AutoCloseable> T own(T resource) {
    owned.push(resource);
    return resource;
  }

  /**
   * Runs a part of a constructor; when it fails, closes everything that has been taken over.
   *
   * @param build makes a value, taking over what it allocates
   */
  public <T> T build(Supplier<T> build) {
    try {
      return build.get();
    } catch (RuntimeException | Error failure) {
      try {
        close();
      } catch (RuntimeException suppressed) {
        failure.addSuppressed(suppressed);
      }
      throw failure;
    }
  }

  /** Closes everything; does nothing the second time. */
  @Override
  public void close() {
    RuntimeException first = null;
    while (!owned.isEmpty()) {
      try {
        owned.pop().close();
      } catch (Exception e) {
        IllegalStateException failure = new IllegalStateException("cannot free " + e, e);
        first = first == null ? failure : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
