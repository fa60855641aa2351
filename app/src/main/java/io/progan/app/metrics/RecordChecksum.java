package io.progan.app.metrics;

import io.progan.dataset.DatasetException;
import io.progan.dataset.tfrecord.TfRecordShard;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A checksum of a dataset's images that does not read them: the SHA-256 of the checksums that each
 * record carries, with the images' shape. Whoever reads an image checks it against the record's
 * checksum, so images that are used are those that the checksum is of.
 */
final class RecordChecksum {

  private static final int CRC_BYTES = 4;

  private RecordChecksum() {}

  /**
   * Reads the checksums of all records.
   *
   * @return lower-case hexadecimal digits
   */
  static String of(TfRecordShard shard) throws IOException {
    MessageDigest digest = sha256();
    String shape = "%d %d %d ".formatted(shard.channels(), shard.resolution(), shard.count());
    digest.update(shape.getBytes(StandardCharsets.UTF_8));
    ByteBuffer crc = ByteBuffer.allocate(CRC_BYTES);
    try (FileChannel file = FileChannel.open(shard.file(), StandardOpenOption.READ)) {
      for (long record = 1; record <= shard.count(); record++) {
        crc.clear();
        if (file.read(crc, record * shard.recordBytes() - CRC_BYTES) < CRC_BYTES) {
          throw new DatasetException(
              "%s: record %d: truncated".formatted(shard.file(), record - 1));
        }
        digest.update(crc.flip());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The algorithm that every Java has. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
