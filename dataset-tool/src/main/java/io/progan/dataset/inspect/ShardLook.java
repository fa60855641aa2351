package io.progan.dataset.inspect;

import io.progan.dataset.RawImage;
import io.progan.dataset.tfrecord.ImageRecord;
import io.progan.dataset.tfrecord.TfRecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An image file that may be damaged.
 *
 * @param file the file
 * @param log2 the binary logarithm of the resolution in its name
 * @param channels of its images
 * @param recordBytes the bytes of each record
 * @param bytes the file's size
 */
record ShardLook(Path file, int log2, int channels, long recordBytes, long bytes) {

  /**
   * Finds the number of channels by the size of the first record, or of the file if that one is
   * damaged.
   */
  static ShardLook at(Path file, int log2) throws IOException {
    long bytes = Files.size(file);
    int channels = 0;
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      RawImage first = reader.next();
      channels = first == null ? 0 : first.channels();
    } catch (IOException e) {
      for (int candidate : List.of(1, 3)) {
        channels = bytes % recordBytes(candidate, log2) == 0 ? candidate : channels;
      }
    }
    int sure = channels == 1 ? 1 : 3;
    return new ShardLook(file, log2, sure, recordBytes(sure, log2), bytes);
  }

  private static long recordBytes(int channels, int log2) {
    int side = 1 << log2;
    return ImageRecord.encode(new RawImage(channels, side, side, new byte[channels * side * side]))
        .length;
  }

  String name() {
    return file.getFileName().toString();
  }

  int side() {
    return 1 << log2;
  }

  /** The number of whole records. */
  long count() {
    return bytes / recordBytes;
  }

  /** The bytes of a record at the end that is cut off. */
  long rest() {
    return bytes % recordBytes;
  }
}
