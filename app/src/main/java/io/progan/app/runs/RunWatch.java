package io.progan.app.runs;

import io.progan.app.console.Console;
import io.progan.app.console.HumanFormat;
import io.progan.app.console.Progress;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.RunLock;
import java.io.IOException;
import java.io.InterruptedIOException;

/**
 * Follows a run until it ends: the lines of its log, and on a terminal a bar with the time left.
 */
public final class RunWatch {

  private static final int FIRST_LINES = 10;
  private static final long PAUSE_MS = 500;

  private final Console console;
  private final RunFolder folder;

  /** Prepares to follow a run. */
  public RunWatch(Console console, RunFolder folder) {
    this.console = console;
    this.folder = folder;
  }

  /**
   * Follows the run.
   *
   * @return what has become of it
   * @throws IOException if the folder cannot be read
   */
  public RunSummary follow() throws IOException {
    LogTail log = new LogTail(folder.log(), FIRST_LINES);
    try (Progress progress = new Progress(console, folder.path().getFileName().toString())) {
      boolean running = true;
      show(RunSummary.of(folder), progress);
      while (running) {
        running = RunLock.holder(folder).isPresent(); // before the last lines are read
        boolean news = false;
        for (String line : log.next()) {
          console.clearBar();
          console.say(line);
          news = true;
        }
        if (news) {
          show(RunSummary.of(folder), progress);
        }
        if (running) {
          pause();
        }
      }
    }
    return RunSummary.of(folder);
  }

  private static void show(RunSummary run, Progress progress) {
    double total = run.totalKimg().orElse(0.0);
    progress.update(Math.round(Math.min(run.kimg(), total) * 1000), Math.round(total * 1000));
    run.timeLeft()
        .ifPresent(left -> progress.message("left " + HumanFormat.duration(left.seconds())));
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
