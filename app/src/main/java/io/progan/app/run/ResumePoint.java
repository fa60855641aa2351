package io.progan.app.run;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ErrorLine;
import io.progan.app.console.ExitCode;
import io.progan.core.device.Machine;
import io.progan.core.snapshot.RollbackLog;
import io.progan.core.snapshot.RunDescription;
import io.progan.core.snapshot.RunFinder;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.SnapshotException;
import io.progan.core.snapshot.SnapshotInfo;
import io.progan.core.snapshot.SnapshotReader;
import io.progan.dataset.DatasetException;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a run goes on.
 *
 * @param folder the run's folder; of a snapshot that lies in none, the folder where it lies
 * @param config the configuration of the run
 * @param shape of the images that it is trained on
 * @param options how it is kept, by option name
 * @param machine what computed it so far, if that is known
 * @param saved a snapshot that is complete; empty to begin anew in the same folder
 */
public record ResumePoint(
    RunFolder folder,
    RunConfig config,
    DatasetShape shape,
    Map<String, String> options,
    Optional<Machine> machine,
    Optional<Saved> saved) {

  /**
   * A snapshot.
   *
   * @param file it
   * @param info what it says about itself
   */
  public record Saved(Path file, SnapshotInfo info) {}

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
        return at(new RunFolder(path.toAbsolutePath().getParent()), open(path));
      } catch (SnapshotException | DatasetException e) {
        throw CommandFailure.wrongUsage(e.getMessage() + "; name another one, or its run's folder");
      }
    }
    return go(folder(target, new RunFinder(results)), console);
  }

  /**
   * Whether a snapshot lies in no run's folder, as an imported one does: a new run begins with it.
   */
  boolean isLone() {
    return saved.isPresent() && !Files.exists(folder.config()) && !Files.exists(folder.stats());
  }

  /** Whether the run has shown all images of its configuration. */
  boolean reaches(double totalKimg) {
    if (saved.isEmpty()) {
      return false;
    }
    var progress = saved.get().info().position().progress();
    return progress.repeats() == 0 && progress.imagesSeen() >= totalKimg * 1000;
  }

  /** Thousands of images shown so far. */
  double kimg() {
    return saved.map(at -> at.info().kimg()).orElse(0.0);
  }

  private static RunFolder folder(String target, RunFinder runs) throws IOException {
    try {
      return target.equals(RunFinder.LATEST) ? runs.unfinished() : runs.run(target);
    } catch (FileNotFoundException e) {
      throw new CommandFailure(
          ExitCode.WRONG_USAGE, "--resume " + e.getMessage() + " with --results", e);
    }
  }

  private static ResumePoint go(RunFolder folder, Console console) throws IOException {
    List<Path> snapshots = new RollbackLog(folder).snapshots();
    Optional<Saved> saved = newest(snapshots, console);
    return saved.isPresent() ? at(folder, saved.get()) : begin(folder, snapshots);
  }

  /** The first of some snapshots that is complete; those that cannot be read are named. */
  static Optional<Saved> newest(List<Path> candidates, Console console) {
    Iterator<Path> snapshots = candidates.iterator();
    while (snapshots.hasNext()) {
      try {
        return Optional.of(open(snapshots.next()));
      } catch (IOException e) {
        String next = snapshots.hasNext() ? "; trying the one before it" : "";
        console.note(ErrorLine.of(e).text() + next);
      }
    }
    return Optional.empty();
  }

  /** A run that was killed before its first snapshot can begin again: it is all in its config. */
  private static ResumePoint begin(RunFolder folder, List<Path> snapshots) throws IOException {
    if (!snapshots.isEmpty() || !Files.exists(folder.config())) {
      String none = snapshots.isEmpty() ? "no snapshot" : "no snapshot that is complete";
      throw CommandFailure.wrongUsage(folder.path() + ": " + none + "; the run has to start anew");
    }
    RunDescription description = RunDescription.read(folder);
    return new ResumePoint(
        folder,
        description.config(),
        description.datasetShape(),
        description.options(),
        description.machine(),
        Optional.empty());
  }

  private static Saved open(Path snapshot) throws IOException {
    try (SnapshotReader reader = new SnapshotReader(snapshot)) {
      reader.verify();
      return new Saved(snapshot, reader.info());
    }
  }

  private static ResumePoint at(RunFolder folder, Saved saved) throws IOException {
    SnapshotInfo info = saved.info();
    return new ResumePoint(
        folder,
        info.runConfig(),
        info.dataset(),
        options(folder),
        Optional.ofNullable(info.machine()),
        Optional.of(saved));
  }

  /** What {@code config.json} keeps, by option name; a snapshot may also lie elsewhere. */
  static Map<String, String> options(RunFolder folder) throws IOException {
    try {
      return Files.exists(folder.config()) ? RunDescription.read(folder).options() : Map.of();
    } catch (SnapshotException e) {
      return Map.of(); // the file is written anew
    }
  }
}
