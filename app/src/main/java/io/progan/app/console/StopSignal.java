package io.progan.app.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jline.utils.Signals;

/**
 * Notices Ctrl-C, {@code kill}, and the end of the terminal. The first one is a request: the work
 * asks {@link #requested} now and then, winds up, and ends with exit code 130. The second one ends
 * the process at once, with the same exit code. Until {@link #listen} Ctrl-C ends the process at
 * once.
 */
public final class StopSignal implements AutoCloseable {

  private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

  private final Runnable notice;
  private final CountDownLatch woundUp = new CountDownLatch(1);
  private final AtomicInteger patienceSeconds = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<String, Object> before = new LinkedHashMap<>();
  private final IntConsumer halt;
  private volatile Runnable lastWords = () -> {};

  /**
   * Does not listen yet.
   *
   * @param notice called at the first request, to say that it was understood
   */
  public StopSignal(Runnable notice) {
    this(notice, Runtime.getRuntime()::halt);
  }

  StopSignal(Runnable notice, IntConsumer halt) {
    this.notice = notice;
    this.halt = halt;
  }

  /**
   * Begins to listen; later calls can only make the process more patient.
   *
   * @param seconds how long the process waits at most, after a request, for {@link #close}
   */
  public void listen(int seconds) {
    patienceSeconds.accumulateAndGet(seconds, Math::max);
    if (before.isEmpty()) {
      NAMES.forEach(name -> before.put(name, Signals.register(name, this::stop)));
    }
  }

  /** Whether the user wants the work to end. */
  public boolean requested() {
    return requests.get() > 0;
  }

  /**
   * Says what is still to be done before the process ends at once; it must take no more than a
   * moment.
   */
  public void beforeHalt(Runnable words) {
    lastWords = words;
  }

  /** Does what {@link #beforeHalt} was told. */
  public void sayLastWords() {
    lastWords.run();
  }

  /** Called on a thread of its own for each signal. */
  void stop() {
    int request = requests.incrementAndGet();
    if (request > 1) {
      halt(request);
      return;
    }
    notice.run();
    try {
      if (!woundUp.await(patienceSeconds.get(), TimeUnit.SECONDS)) {
        halt(request);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** From the third request on without last words, which may hang. */
  private void halt(int request) {
    try {
      if (request <= 2) {
        sayLastWords();
      }
    } finally {
      halt.accept(ExitCode.STOPPED);
    }
  }

  @Override
  public void close() {
    woundUp.countDown();
    before.forEach(Signals::unregister);
    before.clear();
  }
}
