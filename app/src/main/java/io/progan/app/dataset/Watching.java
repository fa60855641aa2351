package io.progan.app.dataset;

import io.progan.app.console.Console;
import io.progan.app.console.Progress;
import io.progan.app.console.StopSignal;
import io.progan.dataset.inspect.Watcher;

/** Draws the progress of something that goes through a dataset, and ends it when told to stop. */
public final class Watching implements Watcher, AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;

  private final Progress progress;
  private final StopSignal stop;

  /**
   * Begins to watch.
   *
   * @param task what is being done, in a word or two
   */
  public Watching(Console console, StopSignal stop, String task) {
    this.progress = new Progress(console, task);
    this.stop = stop;
    stop.listen(PATIENCE_SECONDS);
  }

  @Override
  public void progress(long done, long total) {
    progress.update(done, total);
  }

  @Override
  public boolean cancelled() {
    return stop.requested();
  }

  @Override
  public void close() {
    progress.close();
  }
}
