package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import java.io.DataInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The chunks of a PNG file before its pixels (PNG specification, section 5). */
final class PngChunks {
  private static final int SIGNATURE_BYTES = 8;
  private static final int CRC_BYTES = 4;
  private static final int MOST_KEPT_BYTES = 1024;
  private static final int AT_BIT_DEPTH = 8;
  private static final int AT_COLOR_TYPE = 9;
  private static final int HEADER_BYTES = 13;

  private final Map<String, byte[]> chunks = new HashMap<>();

  private PngChunks() {}

  /** Reads from the signature to the first chunk of pixels; of long chunks only their beginning. */
  static PngChunks beforePixels(DataInput in) throws IOException {
    PngChunks found = new PngChunks();
    skip(in, SIGNATURE_BYTES);
    while (true) {
      int length = in.readInt();
      byte[] type = new byte[CRC_BYTES];
      in.readFully(type);
      String name = new String(type, StandardCharsets.ISO_8859_1);
      if (name.equals("IDAT") || name.equals("IEND")) {
        break;
      }
      if (length < 0) {
        throw new DatasetException("damaged picture (PNG chunk of wrong length)");
      }
      byte[] content = new byte[Math.min(length, MOST_KEPT_BYTES)];
      in.readFully(content);
      skip(in, length - content.length + CRC_BYTES);
      found.chunks.putIfAbsent(name, content);
    }
    if (found.chunks.getOrDefault("IHDR", new byte[0]).length != HEADER_BYTES) {
      throw new DatasetException("damaged picture (no PNG header chunk)");
    }
    return found;
  }

  private static void skip(DataInput in, int bytes) throws IOException {
    int left = bytes;
    while (left > 0) {
      int skipped = in.skipBytes(left);
      if (skipped <= 0) {
        in.readByte(); // fails at the end of the file
        skipped = 1;
      }
      left -= skipped;
    }
  }

  boolean has(String type) {
    return chunks.containsKey(type);
  }

  /** What a chunk holds, or null. */
  byte[] content(String type) {
    return chunks.get(type);
  }

  int bitDepth() {
    return chunks.get("IHDR")[AT_BIT_DEPTH];
  }

  int colorType() {
    return chunks.get("IHDR")[AT_COLOR_TYPE];
  }
}
