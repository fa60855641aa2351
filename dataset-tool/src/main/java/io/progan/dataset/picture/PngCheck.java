package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Checks that a PNG file is complete and undamaged, which decoders do not: every chunk up to {@code
 * IEND} is there and its CRC is right (PNG specification, section 5).
 */
final class PngCheck {
  private static final int SIGNATURE_BYTES = 8;
  private static final int FIELD_BYTES = 4;
  private static final int CHUNK_OVERHEAD = 3 * FIELD_BYTES;
  private static final String LAST = "IEND";
  private static final String EXIF = "eXIf";

  private PngCheck() {}

  /**
   * Checks a PNG file.
   *
   * @return whether it has an Exif chunk
   * @throws DatasetException with the reason alone if it is damaged
   */
  static boolean check(byte[] file) throws DatasetException {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    boolean exif = false;
    int offset = SIGNATURE_BYTES;
    String type = "";
    while (!type.equals(LAST)) {
      long left = (long) file.length - offset - CHUNK_OVERHEAD;
      long length = left < 0 ? 0 : Integer.toUnsignedLong(bytes.getInt(offset));
      if (left < length) {
        throw new DatasetException(
            "truncated picture (ends within the PNG chunk at byte %d)".formatted(offset));
      }
      int end = offset + 2 * FIELD_BYTES + (int) length;
      CRC32 crc = new CRC32();
      crc.update(file, offset + FIELD_BYTES, end - offset - FIELD_BYTES);
      if (bytes.getInt(end) != (int) crc.getValue()) {
        throw new DatasetException(
            "damaged picture (wrong CRC in the PNG chunk at byte %d)".formatted(offset));
      }
      type = new String(file, offset + FIELD_BYTES, FIELD_BYTES, StandardCharsets.ISO_8859_1);
      exif |= type.equals(EXIF);
      offset = end + FIELD_BYTES;
    }
    return exif;
  }
}
