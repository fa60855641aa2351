package io.progan.app.runs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Follows a growing file of lines, in bounded memory. */
final class LogTail {

  private static final int READ_BYTES = 1 << 16;
  private static final byte LINE_END = '\n';

  private final Path file;
  private long offset;

  /** Begins with the file's last lines, so many at most, among its last 64 kB. */
  LogTail(Path file, int lines) throws IOException {
    this.file = file;
    long size = Files.exists(file) ? Files.size(file) : 0;
    offset = Math.max(0, size - READ_BYTES);
    byte[] end = read();
    int begin = end.length;
    for (int i = end.length - 2, found = 0; i >= -1 && found < lines; i--) {
      if (i < 0 ? offset == 0 : end[i] == LINE_END) {
        begin = i + 1;
        found++;
      }
    }
    offset += begin;
  }

  /** The whole lines that have come since the last call. */
  List<String> next() throws IOException {
    List<String> lines = new ArrayList<>();
    if (Files.exists(file) && Files.size(file) < offset) {
      offset = 0;
    }
    for (byte[] bytes = read(); bytes.length > 0; bytes = read()) {
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] != LINE_END) {
        end--;
      }
      if (end == 0 && bytes.length < READ_BYTES) {
        break; // half a line
      }
      int taken = end == 0 ? bytes.length : end;
      new String(bytes, 0, taken, StandardCharsets.UTF_8).lines().forEach(lines::add);
      offset += taken;
    }
    return lines;
  }

  private byte[] read() throws IOException {
    if (!Files.exists(file)) {
      return new byte[0];
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
      int count = 0;
      while (count >= 0 && buffer.hasRemaining()) {
        count = channel.read(buffer, offset + buffer.position());
      }
      byte[] bytes = new byte[buffer.flip().remaining()];
      buffer.get(bytes);
      return bytes;
    }
  }
}
