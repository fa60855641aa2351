package io.progan.app.metrics;

import io.progan.core.snapshot.ContentChecksum;
import io.progan.core.snapshot.RunFinder;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.SnapshotException;
import io.progan.core.snapshot.SnapshotInfo;
import io.progan.core.snapshot.SnapshotReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A network that is to be measured.
 *
 * @param path its snapshot
 * @param info what the snapshot says about itself
 * @param network for the record
 */
public record SnapshotFile(Path path, SnapshotInfo info, MetricResult.Network network) {

  /**
   * Reads what a snapshot says about itself.
   *
   * @throws SnapshotException if it is none, or damaged
   */
  static SnapshotFile open(Path path) throws IOException {
    try (SnapshotReader reader = new SnapshotReader(path)) {
      SnapshotInfo info = reader.info();
      String name = path.getFileName().toString();
      return new SnapshotFile(
          path, info, new MetricResult.Network(name, info.kimg(), ContentChecksum.of(path)));
    }
  }

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

  /** The thousands of images, as the original's table has them. */
  String row() {
    return Long.toString((long) network.kimg());
  }
}
