package io.progan.metrics.swd;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Rows of float32 numbers in a temporary file, because the patches of many pictures do not fit into
 * memory: the system keeps in its cache what it has room for. Where the system allows it, the file
 * has no name any more once it is open, so that it disappears with the process however that ends.
 */
final class PatchFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final Path folder;
  private final FileChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.nativeOrder());
  private final int columns;
  private long values;

  private PatchFile(Path folder, FileChannel channel, int columns) {
    this.folder = folder;
    this.channel = channel;
    this.columns = columns;
  }

  /**
   * Creates an empty file.
   *
   * @param folder where; empty for the folder of the system's temporary files
   * @param columns the numbers of a row
   * @throws UncheckedIOException if that is not possible
   */
  static PatchFile create(Optional<Path> folder, int columns) {
    try {
      Path file =
          folder.isPresent()
              ? Files.createTempFile(folder.get(), "progan-swd", ".tmp")
              : Files.createTempFile("progan-swd", ".tmp");
      FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      unlink(file);
      return new PatchFile(file.toAbsolutePath().getParent(), channel, columns);
    } catch (IOException e) {
      throw new UncheckedIOException("SWD cannot keep patches in a temporary file: " + e, e);
    }
  }

  private static void unlink(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Windows keeps the names of open files; there it is deleted when it is closed.
      file.toFile().deleteOnExit();
    }
  }

  /** The numbers of a row. */
  int columns() {
    return columns;
  }

  /** The number of rows. */
  int rows() {
    return Math.toIntExact(values / columns);
  }

  /** Adds whole rows at the end. */
  void append(float[] rows) {
    try {
      for (int from = 0; from < rows.length; ) {
        int count = Math.min(BUFFER_BYTES / Float.BYTES, rows.length - from);
        buffer.clear().limit(count * Float.BYTES);
        buffer.asFloatBuffer().put(rows, from, count);
        for (long at = (values + from) * Float.BYTES; buffer.hasRemaining(); ) {
          at += channel.write(buffer, at);
        }
        from += count;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException(folder + ": cannot keep the patches of SWD there: " + e.getMessage(), e));
    }
    values += rows.length;
  }

  /**
   * Reads rows in the byte order of the machine.
   *
   * @param firstRow where to begin
   * @param target filled from its position to its limit
   */
  void read(long firstRow, ByteBuffer target) {
    try {
      long at = firstRow * columns * Float.BYTES;
      while (target.hasRemaining()) {
        int count = channel.read(target, at);
        if (count < 0) {
          throw new EOFException("ends at byte " + at);
        }
        at += count;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException(folder + ": cannot read the patches of SWD there: " + e.getMessage(), e));
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
