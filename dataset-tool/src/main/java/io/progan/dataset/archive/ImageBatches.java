package io.progan.dataset.archive;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** RGB images of 32 x 32 that come in several files, with their classes; all in memory. */
final class ImageBatches {
  private static final int CHANNELS = 3;
  private static final int RESOLUTION = 32;
  private static final int IMAGE_BYTES = CHANNELS * RESOLUTION * RESOLUTION;

  private final int limit;
  private final List<byte[]> batches = new ArrayList<>();
  private int[] classes = {};

  /** Nothing yet; {@code limit} is one above the highest class. */
  ImageBatches(int limit) {
    this.limit = limit;
  }

  /**
   * Adds the images of a file.
   *
   * @param images what the file has as images: bytes {@code [n, 3072]} or {@code [n, 3, 32, 32]}
   * @param labels what it has as classes: a list or an array of integers
   * @throws DatasetException naming the file, if they are something else or do not match
   */
  void add(Path file, Object images, Object labels) throws DatasetException {
    if (!(images instanceof NpyArray array) || array.type() != NpyType.UINT8) {
      throw new DatasetException(file + ": its images are not an array of bytes (uint8)");
    }
    int[] shape = array.shape();
    boolean flat = shape.length == 2 && shape[1] == IMAGE_BYTES;
    boolean full =
        shape.length == 4
            && shape[1] == CHANNELS
            && shape[2] == RESOLUTION
            && shape[3] == RESOLUTION;
    if (!flat && !full) {
      throw new DatasetException(
          "%s: its images have the shape %s, must be [n, 3072] or [n, 3, 32, 32]"
              .formatted(file, Arrays.toString(shape)));
    }
    int[] added = integers(file, labels);
    ClassifiedImages.check(file, added, shape[0], limit);
    batches.add(array.bytes());
    classes = IntStream.concat(Arrays.stream(classes), Arrays.stream(added)).toArray();
  }

  private static int[] integers(Path file, Object labels) throws DatasetException {
    try {
      if (labels instanceof NpyArray array) {
        return array.ints();
      }
      if (labels instanceof List<?> list) {
        return list.stream().mapToInt(ImageBatches::integer).toArray();
      }
    } catch (ClassCastException | ArithmeticException | IllegalStateException e) {
      throw new DatasetException(file + ": its labels are not all integers", e);
    }
    throw new DatasetException(file + ": its labels are neither a list nor an array");
  }

  private static int integer(Object value) {
    if (value instanceof NpyArray scalar && scalar.size() == 1) {
      return scalar.ints()[0];
    }
    if (value instanceof Double) {
      throw new ClassCastException("floating point");
    }
    return Math.toIntExact(((Number) value).longValue());
  }

  /** The image of a number, counted through all files. */
  RawImage image(int index) {
    int batch = 0;
    int within = index;
    while (within >= batches.get(batch).length / IMAGE_BYTES) {
      within -= batches.get(batch).length / IMAGE_BYTES;
      batch++;
    }
    int from = within * IMAGE_BYTES;
    byte[] data = Arrays.copyOfRange(batches.get(batch), from, from + IMAGE_BYTES);
    return new RawImage(CHANNELS, RESOLUTION, RESOLUTION, data);
  }

  /** The classes of all images. */
  int[] classes() {
    return classes;
  }
}
