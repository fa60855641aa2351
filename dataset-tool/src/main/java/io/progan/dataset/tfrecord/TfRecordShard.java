package io.progan.dataset.tfrecord;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One file of a dataset: all images in one resolution, in records of equal size.
 *
 * @param file where it lies
 * @param resolutionLog2 the binary logarithm of the images' height and width
 * @param channels 1 for greyscale, 3 for red, green and blue
 * @param recordBytes the bytes of one record with its frame
 * @param count the number of images
 */
public record TfRecordShard(
    Path file, int resolutionLog2, int channels, long recordBytes, long count) {

  /** Height and width of the images. */
  public int resolution() {
    return 1 << resolutionLog2;
  }

  /** Opens the file at its first image; the caller closes the reader. */
  public TfRecordReader open() throws IOException {
    return TfRecordReader.open(file);
  }

  /** Opens the file at the image of that index, 0 to {@link #count}; the caller closes it. */
  public TfRecordReader open(long firstRecord) throws IOException {
    return TfRecordReader.open(file, firstRecord);
  }

  /** Reads the first record and the file's size, which is all that is needed to know the rest. */
  static TfRecordShard inspect(Path file, int resolutionLog2) throws IOException {
    Layout layout = Layout.of(file);
    RawImage first = layout.first();
    int resolution = 1 << resolutionLog2;
    if (first.height() != resolution || first.width() != resolution) {
      throw new DatasetException(
          "%s: record 0 is an image of %s, the file's name says %d x %d"
              .formatted(file, first.shape(), resolution, resolution));
    }
    if (first.channels() != 1 && first.channels() != 3) {
      throw new DatasetException(
          "%s: record 0 is an image of %s, only 1 or 3 channels can be used"
              .formatted(file, first.shape()));
    }
    return new TfRecordShard(
        file, resolutionLog2, first.channels(), layout.recordBytes(), layout.records());
  }

  /**
   * How a file of equal records is divided.
   *
   * @param first the image of the first record
   * @param recordBytes the bytes of each record with its frame
   * @param records the number of records
   */
  record Layout(RawImage first, long recordBytes, long records) {
    static Layout of(Path file) throws IOException {
      long bytes = Files.size(file);
      try (TfRecordReader reader = TfRecordReader.open(file)) {
        RawImage first = reader.next();
        if (first == null) {
          throw new DatasetException(file + ": holds no records (0 bytes)");
        }
        long size = reader.offset();
        long rest = bytes % size;
        if (rest != 0) {
          throw new DatasetException(
              "%s: record %d at byte %d: truncated: the file ends %d bytes into a record of %d"
                  .formatted(file, bytes / size, bytes - rest, rest, size));
        }
        return new Layout(first, size, bytes / size);
      }
    }
  }
}
