package io.progan.core.snapshot;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that appear under their name only when they are complete and on the disk: a crash or a loss
 * of power leaves the old file or the new one, never a part.
 */
public final class AtomicFile {

  /** What the name of an unfinished file ends with. */
  public static final String PARTIAL = ".partial";

  private static final int BUFFER_BYTES = 1 << 16;

  private AtomicFile() {}

  /** What a file is to hold. */
  public interface Content {
    /** Writes it; the stream is closed by the caller. */
    void write(OutputStream out) throws IOException;
  }

  /**
   * Writes a file.
   *
   * @param file where to; replaced if it exists
   * @param content what it holds
   * @throws IOException if it cannot be written; names the file, and nothing is left behind
   */
  public static void write(Path file, Content content) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + PARTIAL);
    try {
      try (FileChannel channel =
          FileChannel.open(
              partial,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        OutputStream out =
            new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
        content.write(out);
        out.flush();
        channel.force(true);
      }
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceFolder(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      discard(partial, e);
      throw named(file, e);
    } catch (RuntimeException | Error e) {
      discard(partial, e);
      throw e;
    }
  }

  /** The operating system says that a disk is full, but not where; this adds it. */
  static IOException named(Path file, IOException error) {
    if (error instanceof FileSystemException) {
      return error;
    }
    IOException named = new FileSystemException(file.toString(), null, error.getMessage());
    named.initCause(error);
    return named;
  }

  private static void discard(Path partial, Throwable reason) {
    try {
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** A rename is on the disk when its folder is; not every system can open a folder. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows; there the file system orders renames itself.
    }
  }
}
