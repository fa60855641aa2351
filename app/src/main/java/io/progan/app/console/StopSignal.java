package io.progan.app.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Notices Ctrl-C (and {@code kill}) and holds the end of the process back until the work has been
 * wound up. The work asks {@link #requested} now and then; when it closes this, the process ends,
 * with exit code 130 after Ctrl-C.
 */
public final class StopSignal implements AutoCloseable {

  private final CountDownLatch woundUp = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean requested;

  /**
   * Begins to listen.
   *
   * @param patienceSeconds how long the process waits at most for {@link #close}
   */
  public StopSignal(int patienceSeconds) {
    hook = new Thread(() -> stop(patienceSeconds), "stop-signal");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether the user wants the work to end. */
  public boolean requested() {
    return requested;
  }

  private void stop(int patienceSeconds) {
    requested = true;
    try {
      if (!woundUp.await(patienceSeconds, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    woundUp.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        requested = true; // the process is already ending
      }
    }
  }
}
