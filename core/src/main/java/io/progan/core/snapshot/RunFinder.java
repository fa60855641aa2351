package io.progan.core.snapshot;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds runs by what people call them.
 *
 * @param results the folder of all runs
 */
public record RunFinder(Path results) {

  /** The newest run, as a name. */
  public static final String LATEST = "latest";

  /** The folder of all runs, unless another one is named. */
  public static final Path RESULTS = Path.of("results");

  /**
   * The snapshots that a name may mean, the newest first.
   *
   * @param target a snapshot file; or {@code latest}, a run's number, folder or folder name
   * @return at least one file
   * @throws FileNotFoundException in one line, if there is no such run, or no snapshot in it
   * @throws IOException if a folder cannot be read
   */
  public List<Path> snapshots(String target) throws IOException {
    Path path = Path.of(target);
    if (!target.equals(LATEST) && Files.isRegularFile(path)) {
      return List.of(path);
    }
    RunFolder run = target.equals(LATEST) ? withSnapshot() : run(target);
    List<Path> snapshots = run.snapshots();
    if (snapshots.isEmpty()) {
      throw new FileNotFoundException(
          run.path() + ": no network snapshot in this folder; name a run that has saved one");
    }
    return snapshots;
  }

  /**
   * The run of the highest number that has saved a snapshot.
   *
   * @throws FileNotFoundException if there is none
   * @throws IOException if a folder cannot be read
   */
  public RunFolder withSnapshot() throws IOException {
    for (RunFolder run : RunFolder.list(results)) {
      if (!run.snapshots().isEmpty()) {
        return run;
      }
    }
    throw none("no run with a snapshot");
  }

  /**
   * The run of the highest number that has begun and is not complete.
   *
   * @throws FileNotFoundException if there is none
   * @throws IOException if a folder cannot be read
   */
  public RunFolder unfinished() throws IOException {
    for (RunFolder run : RunFolder.list(results)) {
      boolean begun = Files.exists(run.config()) || !run.snapshots().isEmpty();
      if (begun && !Files.exists(run.done())) {
        return run;
      }
    }
    throw none("no unfinished run");
  }

  private FileNotFoundException none(String what) {
    return new FileNotFoundException(
        "latest: %s below %s; name a run, or the folder of all runs".formatted(what, results));
  }

  /**
   * A run by its number, folder or folder name.
   *
   * @throws FileNotFoundException if there is none, or more than one
   * @throws IOException if a folder cannot be read
   */
  public RunFolder run(String target) throws IOException {
    List<Path> found = new ArrayList<>();
    if (target.matches("\\d{1,9}")) {
      long number = Long.parseLong(target);
      RunFolder.list(results).stream()
          .filter(run -> run.number() == number)
          .map(RunFolder::path)
          .forEach(found::add);
    }
    Stream.of(Path.of(target), results.resolve(target))
        .filter(Files::isDirectory)
        .limit(1)
        .forEach(found::add);
    if (found.isEmpty()) {
      throw new FileNotFoundException(
          "%s: no such run or snapshot, neither here nor below %s; check the name, or name the"
                  .formatted(target, results)
              + " folder of all runs");
    }
    if (found.size() > 1) {
      throw new FileNotFoundException(
          "%s: may be %s or %s; give the whole name".formatted(target, found.get(0), found.get(1)));
    }
    return new RunFolder(found.get(0));
  }
}
