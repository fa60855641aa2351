package io.progan.dataset.write;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A locked file that shows that a process works on something. The system lets go of it when the
 * process ends, however that happens.
 */
final class FolderLock implements Closeable {
  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Makes the file, if it is not there, and locks it.
   *
   * @return null if another process, or this one, holds it, or files cannot be locked here
   */
  static FolderLock tryTake(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null && Files.exists(file)) { // else deleted by its last holder meanwhile
        return new FolderLock(file, channel);
      }
    } catch (OverlappingFileLockException e) {
      // held by this process
    } catch (IOException e) {
      Files.deleteIfExists(file); // a file system without locks
    }
    channel.close();
    return null;
  }

  /** Lets go and deletes the file. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }
}
