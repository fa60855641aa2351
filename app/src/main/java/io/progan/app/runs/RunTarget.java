package io.progan.app.runs;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.ExitCode;
import io.progan.core.snapshot.RunFinder;
import io.progan.core.snapshot.RunFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Finds the run that a user means. */
public final class RunTarget {

  private RunTarget() {}

  /**
   * A run by its number, folder or folder name, or {@code latest} for the one of the highest
   * number.
   *
   * @param results the folder of all runs
   * @throws CommandFailure in one line, if there is none
   * @throws IOException if a folder cannot be read
   */
  public static RunFolder find(String target, Path results) throws IOException {
    if (target.equals(RunFinder.LATEST)) {
      List<RunFolder> runs = RunFolder.list(results);
      if (runs.isEmpty()) {
        throw CommandFailure.wrongUsage(
            results + ": no run in this folder; name another one with --results");
      }
      return runs.get(0);
    }
    try {
      return new RunFinder(results).run(target);
    } catch (FileNotFoundException e) {
      throw new CommandFailure(ExitCode.WRONG_USAGE, e.getMessage() + " with --results", e);
    }
  }
}
