package io.progan.app.run;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.core.snapshot.RunFinder;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.SnapshotException;
import io.progan.core.snapshot.SnapshotInfo;
import io.progan.core.snapshot.SnapshotReader;
import io.progan.dataset.DatasetException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a run goes on.
 *
 * @param folder the run's folder
 * @param snapshot a snapshot in it that is complete
 * @param info what the snapshot says about itself
 */
public record ResumePoint(RunFolder folder, Path snapshot, SnapshotInfo info) {

  /**
   * Finds a run and its newest complete snapshot; damaged ones are named on the console.
   *
   * @param target {@code latest}, a run's number, folder or folder name, or a snapshot
   * @param results the folder of all runs
   * @throws CommandFailure in one line, if there is nothing to go on with
   */
  public static ResumePoint find(String target, Path results, Console console) throws IOException {
    Path path = Path.of(target);
    if (!target.equals(RunFinder.LATEST) && Files.isRegularFile(path)) {
      try {
        return open(new RunFolder(path.toAbsolutePath().getParent()), path);
      } catch (SnapshotException | DatasetException e) {
        throw CommandFailure.wrongUsage(e.getMessage() + "; name another one, or its run's folder");
      }
    }
    return newest(folder(target, new RunFinder(results)), console);
  }

  /** Whether the run has shown all images of its configuration. */
  boolean reaches(double totalKimg) {
    var progress = info.position().progress();
    return progress.repeats() == 0 && progress.imagesSeen() >= totalKimg * 1000;
  }

  private static RunFolder folder(String target, RunFinder runs) throws IOException {
    try {
      return target.equals(RunFinder.LATEST)
          ? runs.latest(run -> !Files.exists(run.done()))
          : runs.run(target);
    } catch (FileNotFoundException e) {
      throw new CommandFailure(
          ExitCode.WRONG_USAGE, "--resume " + e.getMessage() + " with --results", e);
    }
  }

  private static ResumePoint newest(RunFolder folder, Console console) throws IOException {
    List<Path> snapshots = folder.snapshots();
    for (Path snapshot : snapshots) {
      try {
        return open(folder, snapshot);
      } catch (SnapshotException | DatasetException e) {
        console.note(e.getMessage() + "; trying the one before it");
      }
    }
    String none = snapshots.isEmpty() ? "no snapshot" : "no snapshot that is complete";
    throw CommandFailure.wrongUsage(folder.path() + ": " + none + "; the run has to start anew");
  }

  private static ResumePoint open(RunFolder folder, Path snapshot) throws IOException {
    try (SnapshotReader reader = new SnapshotReader(snapshot)) {
      reader.verify();
      return new ResumePoint(folder, snapshot, reader.info());
    }
  }
}
