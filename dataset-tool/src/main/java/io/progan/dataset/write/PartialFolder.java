package io.progan.dataset.write;

import io.progan.dataset.DatasetException;
import io.progan.dataset.tfrecord.DatasetFiles;
import io.progan.dataset.tfrecord.DatasetInfo;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A hidden folder beside the target in which files come into being. It takes the target's place
 * when everything is on the disk, or is deleted.
 */
final class PartialFolder implements Closeable {
  private static final Pattern OWNER = Pattern.compile("\\.partial-(\\d+)$");

  private final Path target;
  private final boolean replace;
  private final Path folder;

  /**
   * Makes the hidden folder and clears away those of processes that no longer live.
   *
   * @throws DatasetException if the target holds something that must not be replaced
   */
  PartialFolder(Path target, boolean replace) throws IOException {
    this.target = target.toAbsolutePath().normalize();
    this.replace = replace;
    checkTarget();
    Path parent = this.target.getParent();
    if (parent == null) {
      throw new DatasetException(target + ": not a folder that can be made");
    }
    String prefix = "." + this.target.getFileName() + ".partial-";
    try {
      Files.createDirectories(parent);
      deleteAbandoned(parent, prefix);
      folder = Files.createDirectory(parent.resolve(prefix + ProcessHandle.current().pid()));
    } catch (IOException e) {
      throw new DatasetException(
          target + ": folder cannot be made here (" + e + "); choose another place", e);
    }
  }

  Path path() {
    return folder;
  }

  private void checkTarget() throws IOException {
    if (!Files.exists(target) || isEmptyFolder(target)) {
      return;
    }
    if (!DatasetFiles.holdsDataset(target)) {
      throw new DatasetException(target + ": exists and is no dataset; choose another name");
    }
    if (!replace) {
      throw new DatasetException(
          target + ": already holds a dataset; delete it or choose another name");
    }
    for (Path file : list(target)) {
      if (!isDatasetFile(file)) {
        throw new DatasetException(
            file + ": does not belong to the dataset beside it, which is therefore not replaced");
      }
    }
  }

  private static boolean isDatasetFile(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".tfrecords")
        || name.endsWith(".labels")
        || name.equals(DatasetInfo.FILE_NAME);
  }

  private static boolean isEmptyFolder(Path path) throws IOException {
    return Files.isDirectory(path) && list(path).isEmpty();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static void deleteAbandoned(Path parent, String prefix) throws IOException {
    for (Path path : list(parent)) {
      Matcher owner = OWNER.matcher(path.getFileName().toString());
      if (path.getFileName().toString().startsWith(prefix)
          && owner.find()
          && ProcessHandle.of(Long.parseLong(owner.group(1))).isEmpty()) {
        delete(path);
      }
    }
  }

  /** Puts the folder into its place; a dataset that is replaced is deleted only after that. */
  void moveIntoPlace() throws IOException {
    checkTarget();
    force(folder);
    Path old = target.resolveSibling(folder.getFileName() + ".old");
    boolean replaced = Files.exists(target);
    if (replaced) {
      move(target, old);
    }
    try {
      move(folder, target);
    } catch (IOException e) {
      if (replaced) {
        move(old, target);
      }
      throw e;
    }
    force(target.getParent());
    if (replaced) {
      delete(old);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to);
    }
  }

  /** Puts a folder's list of files on the disk itself, where the system can do that. */
  private static void force(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** Deletes the folder unless it has been moved into place. */
  @Override
  public void close() throws IOException {
    if (Files.exists(folder)) {
      delete(folder);
    }
  }
}
