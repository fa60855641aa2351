package io.progan.app.run;

import io.progan.app.console.Console;
import io.progan.app.console.ErrorLine;
import io.progan.app.console.ExitCode;
import io.progan.app.console.StopSignal;
import io.progan.core.snapshot.RunEnd;
import io.progan.core.snapshot.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process leaves in a run's folder when it ends: a note of how, also when the user does not
 * wait for the end.
 *
 * @param folder the run's, whose lock this process has
 * @param console told of a note that cannot be written
 */
record RunEnding(RunFolder folder, Console console) {

  /** What the process does in the folder. */
  interface Work {
    /**
     * Does it.
     *
     * @return one of {@link ExitCode}
     */
    int run() throws IOException;
  }

  /**
   * Works, and leaves the note.
   *
   * @return what the work returned
   */
  int of(Work work, StopSignal stop) throws IOException {
    RunEnd.clear(folder);
    stop.beforeHalt(() -> note(RunEnd.now(ExitCode.STOPPED, "by the user, at once")));
    try {
      int exitCode = work.run();
      stop.beforeHalt(() -> {});
      note(RunEnd.now(exitCode, exitCode == ExitCode.DONE ? "done" : "by the user"));
      return exitCode;
    } catch (IOException | RuntimeException | Error e) {
      stop.beforeHalt(() -> {});
      failed(e);
      throw e;
    }
  }

  /** The failure is said anyway; that it cannot be written down, too, would only hide it. */
  private void failed(Throwable why) {
    ErrorLine line = ErrorLine.of(why);
    try {
      RunEnd.now(line.exitCode(), line.text()).write(folder);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  private void note(RunEnd end) {
    try {
      end.write(folder);
    } catch (IOException e) {
      console.note("how the run ended cannot be written down (" + e.getMessage() + ")");
    }
  }

  /**
   * Removes the folder of a new run that could write down neither a tick nor a snapshot: nothing in
   * it is worth going on with.
   *
   * @param why the run failed; gets what goes wrong here
   */
  static void discardUnbegun(RunFolder folder, Exception why) {
    try {
      boolean ticks = Files.exists(folder.stats()) && Files.size(folder.stats()) > 0;
      if (ticks || !folder.snapshots().isEmpty()) {
        return;
      }
      try (Stream<Path> files = Files.list(folder.path())) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder.path());
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }
}
