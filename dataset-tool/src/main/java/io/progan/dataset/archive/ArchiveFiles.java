package io.progan.dataset.archive;

import io.progan.dataset.DatasetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Finds the files of an archive in the folder that the user names. */
final class ArchiveFiles {

  private ArchiveFiles() {}

  /**
   * The first of some names that exists.
   *
   * @param contents what the folder should hold, for the message
   * @throws DatasetException if the folder or all of the names are missing
   */
  static Path find(Path folder, String contents, String... names) throws DatasetException {
    if (Files.isDirectory(folder) && !Files.isExecutable(folder)) {
      throw new DatasetException(folder + ": cannot be read, check the folder's permissions");
    }
    if (!Files.isDirectory(folder)) {
      String problem = Files.exists(folder) ? "is a file, not a folder" : "no such folder";
      throw new DatasetException(
          "%s: %s; it should be a folder with %s".formatted(folder, problem, contents));
    }
    return findOptional(folder, names)
        .orElseThrow(
            () ->
                new DatasetException(
                    "%s: no such file; the folder should hold %s"
                        .formatted(folder.resolve(names[0]), contents)));
  }

  /** The first of some names that exists, if any does. */
  static Optional<Path> findOptional(Path folder, String... names) {
    return Arrays.stream(names).map(folder::resolve).filter(Files::isRegularFile).findFirst();
  }

  /** The folder itself, or the one in it that the archive unpacks to if that exists. */
  static Path unpacked(Path folder, String inner) {
    Path within = folder.resolve(inner);
    return Files.isDirectory(within) ? within : folder;
  }
}
