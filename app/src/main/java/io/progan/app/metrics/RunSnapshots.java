package io.progan.app.metrics;

import io.progan.core.snapshot.RunFinder;
import io.progan.core.snapshot.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Finds the networks that are measured. */
public final class RunSnapshots {

  private RunSnapshots() {}

  /**
   * The snapshots that a name means, the newest first. The final one is left out where the numbered
   * one that it is a copy of is there.
   *
   * @param target a snapshot file; or {@code latest}, a run's number, folder or folder name
   * @param results the folder of all runs
   * @throws java.io.FileNotFoundException in one line, if there is none
   */
  public static List<Path> find(String target, Path results) throws IOException {
    List<Path> all = new RunFinder(results).snapshots(target);
    List<Path> numbered = all.stream().filter(path -> !isFinal(path)).toList();
    return numbered.isEmpty() ? all : numbered;
  }

  private static boolean isFinal(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    return path.getFileName().equals(new RunFolder(folder).finalSnapshot().getFileName());
  }
}
