package io.progan.dataset.write;

import io.progan.dataset.DatasetException;
import io.progan.dataset.IoReason;
import io.progan.dataset.tfrecord.DatasetFiles;
import io.progan.dataset.tfrecord.DatasetInfo;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A hidden folder beside the target in which files come into being. It takes the target's place
 * when everything is on the disk, or is deleted.
 */
final class PartialFolder implements Closeable {
  private static final int LOCK_ATTEMPTS = 10;

  private final Path target;
  private final boolean replace;
  private final String id = UUID.randomUUID().toString();
  private final FolderLock lock;
  private final Path folder;

  /**
   * Makes the hidden folder and clears away what killed processes have left.
   *
   * @throws DatasetException if the target holds something that must not be replaced
   */
  PartialFolder(Path target, boolean replace) throws IOException {
    this.target = target.toAbsolutePath().normalize();
    this.replace = replace;
    Path parent = this.target.getParent();
    if (parent == null) {
      throw new DatasetException(target + ": not a folder that can be made");
    }
    FolderLock taken = null;
    try {
      Leftovers.clear(this.target);
      checkTarget();
      Files.createDirectories(parent);
      Path lockFile = Leftovers.path(this.target, id, Leftovers.LOCK);
      for (int i = 0; taken == null && i < LOCK_ATTEMPTS; i++) {
        taken = FolderLock.tryTake(lockFile); // another process may just be looking at it
      }
      folder = Files.createDirectory(Leftovers.path(this.target, id, ""));
    } catch (DatasetException e) {
      throw e;
    } catch (IOException e) {
      if (taken != null) {
        taken.close();
      }
      throw new DatasetException(
          target + ": folder cannot be made here (" + IoReason.of(e) + "); choose another place",
          e);
    }
    lock = taken;
  }

  Path path() {
    return folder;
  }

  private void checkTarget() throws IOException {
    if (Files.isSymbolicLink(target)) {
      throw new DatasetException(
          target + ": is a symbolic link; name a folder, such as the one that it leads to");
    }
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
    for (Path file : Leftovers.list(target)) {
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
        || name.equals(DatasetNotes.SKIPPED_FILE)
        || name.equals(DatasetInfo.FILE_NAME);
  }

  private static boolean isEmptyFolder(Path path) throws IOException {
    return Files.isDirectory(path) && Leftovers.list(path).isEmpty();
  }

  /**
   * Puts the folder into its place; a dataset that is replaced is deleted only after that. If the
   * process is killed in between, {@link Leftovers#clear} puts the old one back.
   */
  void moveIntoPlace() throws IOException {
    checkTarget();
    force(folder);
    Path old = Leftovers.path(target, id, Leftovers.OLD);
    boolean replaced = Files.exists(target);
    if (replaced) {
      Leftovers.move(target, old);
    }
    try {
      Leftovers.move(folder, target);
    } catch (IOException e) {
      if (replaced) {
        Leftovers.move(old, target);
      }
      throw e;
    }
    force(target.getParent());
    if (replaced) {
      Leftovers.delete(old);
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

  /** Deletes the folder unless it has been moved into place. */
  @Override
  public void close() throws IOException {
    if (Files.exists(folder)) {
      Leftovers.delete(folder);
    }
    if (lock != null) {
      lock.close();
    }
  }
}
