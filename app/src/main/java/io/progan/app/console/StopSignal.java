package io.progan.app.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Notices Ctrl-C (and {@code kill}) and holds the end of the process back until the command has
 * wound up its work. The work asks {@link #requested} now and then; when the command closes this,
 * the process ends, with exit code 130 after Ctrl-C. Until {@link #listen} Ctrl-C ends the process
 * at once.
 */
public final class StopSignal implements AutoCloseable {

  private final CountDownLatch woundUp = new CountDownLatch(1);
  private final AtomicInteger patienceSeconds = new AtomicInteger();
  private Thread hook;
  private volatile boolean requested;

  /**
   * Begins to listen; later calls can only make the process more patient.
   *
   * @param seconds how long the process waits at most for {@link #close}
   */
  public void listen(int seconds) {
    patienceSeconds.accumulateAndGet(seconds, Math::max);
    if (hook == null) {
      hook = new Thread(this::stop, "stop-signal");
      Runtime.getRuntime().addShutdownHook(hook);
    }
  }

  /** Whether the user wants the work to end. */
  public boolean requested() {
    return requested;
  }

  private void stop() {
    requested = true;
    try {
      if (!woundUp.await(patienceSeconds.get(), TimeUnit.SECONDS)) {
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
