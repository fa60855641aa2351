package io.progan.dataset.source;

import io.progan.dataset.DatasetException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Checks that a PNG file is complete and undamaged, which decoders do not: every chunk up to {@code
 * IEND} is there and its CRC is right (PNG specification, section 5).
 */
final class PngCheck {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int BUFFER_BYTES = 1 << 14;
  private static final int TYPE_BYTES = 4;

  private PngCheck() {}

  /** Does nothing for a file that does not begin as PNG does. */
  static void check(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
      if (Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE)) {
        checkChunks(in, file);
      }
    }
  }

  private static void checkChunks(DataInputStream in, Path file) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long offset = SIGNATURE.length;
    String type = "IHDR";
    try {
      do {
        long length = Integer.toUnsignedLong(in.readInt());
        CRC32 crc = new CRC32();
        in.readFully(buffer, 0, TYPE_BYTES);
        crc.update(buffer, 0, TYPE_BYTES);
        type = new String(buffer, 0, TYPE_BYTES, StandardCharsets.ISO_8859_1);
        for (long left = length; left > 0; ) {
          int count = (int) Math.min(left, buffer.length);
          in.readFully(buffer, 0, count);
          crc.update(buffer, 0, count);
          left -= count;
        }
        if (in.readInt() != (int) crc.getValue()) {
          throw new DatasetException(
              "%s: damaged picture (wrong CRC in the PNG chunk at byte %d)"
                  .formatted(file, offset));
        }
        offset += length + 3 * TYPE_BYTES;
      } while (!type.equals("IEND"));
    } catch (EOFException e) {
      throw new DatasetException(
          "%s: truncated picture (ends within the PNG chunk at byte %d)".formatted(file, offset),
          e);
    }
  }
}
