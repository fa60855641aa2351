package io.progan.core.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends to files all or nothing, as far as the disk has room for it. */
public final class AppendFile {

  private AppendFile() {}

  /**
   * Appends bytes to a file, which is made if it is missing.
   *
   * @throws IOException if they cannot all be written; then the file ends where it did
   */
  public static void append(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long end = channel.size();
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      try {
        channel.position(end);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      } catch (IOException e) {
        channel.truncate(end);
        throw e;
      }
    }
  }
}
