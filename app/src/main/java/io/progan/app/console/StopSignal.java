package io.progan.app.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Notices Ctrl-C (and {@code kill}) and holds the end of the process back until the command has
 * wound up its work. The work asks {@link #requested} now and then; when the command closes this,
 * the process ends, with exit code 130 after Ctrl-C. Until {@link #listen} Ctrl-C ends the process
 * at once.
 */
public final class StopSignal implements AutoCloseable {

  private final CountDownLatch woundUp = new CountDownLatch(1);
  private Thread hook;
  private volatile boolean requested;

  /**
   * Begins to listen; later calls change nothing.
   *
   * @param patienceSeconds how long the process waits at most for {@link #close}
   */
  public void listen(int patienceSeconds) {
    if (hook == null) {
      hook = new Thread(() -> stop(patienceSeconds), "stop-signal");
      Runtime.getRuntime().addShutdownHook(hook);
    }
  }

  /** Whether the user wants the work to end. */
  public boolean requested() {
    return requested;
  }

  private void stop(int patienceSeconds) {
    requested = true;
    try {
      if (!woundUp.await(patienceSeconds, TimeUnit.SECONDS)) {
        woundUp.countDown(); // the patience is over
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    woundUp.countDown();
    if (hook != null && !requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        requested = true; // the process is already ending
      }
    }
  }
}
