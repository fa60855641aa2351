package io.progan.app.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
  private volatile boolean follows;
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

  /**
   * For a process that another one has started as a part of its work: the end of its input is a
   * request, too. Requests after the first one are not heard, since Ctrl-C reaches both processes;
   * the other one ends this one if it has to be at once.
   *
   * @param input that stays open for as long as the other process wants the work, and lives
   */
  public void follow(InputStream input) {
    follows = true;
    Thread reader =
        new Thread(
            () -> {
              awaitEnd(input);
              if (patienceSeconds.get() == 0) {
                halt.accept(ExitCode.STOPPED); // as Ctrl-C does before listen
              } else {
                stop();
              }
            },
            "end of input");
    reader.setDaemon(true);
    reader.start();
  }

  private static void awaitEnd(InputStream input) {
    try {
      input.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      return; // an input that cannot be read has ended, too
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
      if (!follows) {
        halt(request);
      }
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
