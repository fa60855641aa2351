package io.progan.app.run;

import io.progan.app.console.CommandFailure;
import io.progan.app.dataset.Datasets;
import io.progan.dataset.tfrecord.NoDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where a dataset lies.
 *
 * @param path its folder, which need not exist
 */
public record DatasetFolder(Path path) {

  private static final String BUNDLED = "noto-emoji";

  /**
   * Finds the folder of a dataset.
   *
   * @param name a name in the data folder, or a path; one that starts with a dot or is absolute is
   *     always a path
   * @param dataDir the data folder
   */
  public static DatasetFolder locate(String name, Path dataDir) {
    Path path = Path.of(name);
    Path inDataDir = dataDir.resolve(path);
    boolean isPath = path.isAbsolute() || name.startsWith(".");
    boolean elsewhere = !Files.exists(inDataDir) && Files.exists(path);
    return new DatasetFolder(isPath || elsewhere ? path : inDataDir);
  }

  /** Whether there is nothing yet: no folder, or an empty one. */
  boolean missing() throws IOException {
    Datasets.restore(path);
    if (!Files.exists(path)) {
      return true;
    }
    if (!Files.isDirectory(path)) {
      throw CommandFailure.wrongUsage(path + ": " + NoDataset.reason(path));
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.findAny().isEmpty();
    }
  }

  /** Whether the programme has the pictures for it. */
  boolean bundled() {
    return path.endsWith(BUNDLED);
  }

  /** The error for a dataset that has to be made first. */
  CommandFailure notFound() {
    String problem =
        Files.exists(path) ? "the dataset folder is empty" : "there is no such dataset folder";
    return CommandFailure.wrongUsage(
        "%s: %s; make it with 'progan dataset create_from_images %s IMAGES', or name another one"
                .formatted(path, problem, path)
            + " with --dataset or --data-dir");
  }
}
