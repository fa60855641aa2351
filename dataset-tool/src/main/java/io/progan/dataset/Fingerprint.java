package io.progan.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/** Tells large contents apart by a few pieces of them, without reading the rest. */
public final class Fingerprint {
  /** Enough pieces for one picture. */
  public static final int FEW = 3;

  /** Enough pieces for an archive. */
  public static final int MANY = 1024;

  private static final int PIECE_BYTES = 4096;

  private Fingerprint() {}

  /** Content that can be read from anywhere. */
  @FunctionalInterface
  public interface Content {
    /** So many bytes from an offset on, which are there. */
    ByteBuffer read(long offset, int bytes) throws IOException;
  }

  /**
   * A checksum of pieces that are spread evenly, the first and the last bytes among them.
   *
   * @param size the number of bytes
   * @param pieces how many pieces of 4 KiB are read, at least 2
   * @return the CRC-32 in hexadecimal digits
   */
  public static String of(Content content, long size, int pieces) throws IOException {
    CRC32 crc = new CRC32();
    if (size <= (long) pieces * PIECE_BYTES) {
      crc.update(content.read(0, (int) size));
    } else {
      long distance = (size - PIECE_BYTES) / (pieces - 1);
      for (int i = 0; i < pieces - 1; i++) {
        crc.update(content.read(i * distance, PIECE_BYTES));
      }
      crc.update(content.read(size - PIECE_BYTES, PIECE_BYTES));
    }
    return Long.toHexString(crc.getValue());
  }

  /** The checksum of pieces of a file. */
  public static String of(Path file, int pieces) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return of((offset, bytes) -> read(channel, offset, bytes), channel.size(), pieces);
    }
  }

  /** Bytes of a channel, fewer only where it ends before. */
  private static ByteBuffer read(FileChannel channel, long offset, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
      // goes on until it is full
    }
    return buffer.flip();
  }
}
