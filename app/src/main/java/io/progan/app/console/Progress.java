package io.progan.app.console;

import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress bar for work that takes longer than a second. Draws nothing where nobody is watching.
 * Not safe for use by several threads at once.
 */
public final class Progress implements AutoCloseable {

  private static final long PATIENCE_NANOS = 1_000_000_000L;
  private static final int UPDATE_MILLIS = 250;

  private final Console console;
  private final String task;
  private final LongSupplier nanoTime;
  private final long begin;
  private ProgressBar bar;

  /**
   * Begins to watch.
   *
   * @param task what is being done, in a word or two
   */
  public Progress(Console console, String task) {
    this(console, task, System::nanoTime);
  }

  Progress(Console console, String task, LongSupplier nanoTime) {
    this.console = console;
    this.task = task;
    this.nanoTime = nanoTime;
    this.begin = nanoTime.getAsLong();
  }

  /** Shows that {@code done} of {@code total} are done. */
  public void update(long done, long total) {
    if (bar == null && console.terminal() && nanoTime.getAsLong() - begin > PATIENCE_NANOS) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(UPDATE_MILLIS)
              .setConsumer(new ConsoleProgressBarConsumer(System.err, console.columns()))
              .build();
    }
    if (bar != null) {
      bar.maxHint(total);
      bar.stepTo(done);
    }
  }

  /** Shows a few words behind the bar. */
  public void message(String words) {
    if (bar != null) {
      bar.setExtraMessage(" " + words);
    }
  }

  /** Whether the bar has been drawn. */
  boolean visible() {
    return bar != null;
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
