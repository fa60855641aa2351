package io.progan.dataset.celebahq;

import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets threads work on large pictures only as long as they fit into memory together. */
final class MemoryBudget {
  private static final int MEGABYTE = 1 << 20;
  private static final long MOST_MEGABYTES = 640;

  private final int total;
  private final Semaphore free;

  private MemoryBudget(int megabytes) {
    total = megabytes;
    free = new Semaphore(megabytes, true);
  }

  /** Half of what Java may use, 640 MB at most. */
  static MemoryBudget standard() {
    long half = Runtime.getRuntime().maxMemory() / 2 / MEGABYTE;
    return new MemoryBudget((int) Math.max(1, Math.min(half, MOST_MEGABYTES)));
  }

  /**
   * Does some work once so much is free; what needs more than everything waits for everything.
   *
   * @throws InterruptedIOException if interrupted meanwhile
   */
  <T> T within(long bytes, Supplier<T> work) throws InterruptedIOException {
    int megabytes = (int) Math.max(1, Math.min(bytes / MEGABYTE, total));
    try {
      free.acquire(megabytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException)
          new InterruptedIOException("interrupted while waiting for memory").initCause(e);
    }
    try {
      return work.get();
    } finally {
      free.release(megabytes);
    }
  }
}
