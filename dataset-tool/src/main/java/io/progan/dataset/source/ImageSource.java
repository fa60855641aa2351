package io.progan.dataset.source;

import io.progan.dataset.RawImage;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Images by number, all of one size: square, a power of two, greyscale or RGB. An image depends on
 * its number alone, and several threads may ask at once.
 */
public interface ImageSource extends Closeable {
  /** Where the images come from, in words. */
  String description();

  /** The number of images, at least 1. */
  int count();

  /**
   * The image of that number, 0 to {@link #count} - 1.
   *
   * @throws io.progan.dataset.DatasetException if it is damaged or of another size or kind; the
   *     message names it
   */
  RawImage image(int index) throws IOException;

  /**
   * What tells the image of that number from one of another source without decoding it, such as its
   * file's name, size and a checksum of some of its bytes; the same wherever the source lies. Empty
   * if there is no such thing.
   */
  default String identity(int index) throws IOException {
    return "";
  }

  /** The numbers in a label, 0 if there are no labels. */
  default int labelSize() {
    return 0;
  }

  /** The label of the image of that number: {@link #labelSize} numbers, usually one-hot. */
  default float[] label(int index) {
    return new float[0];
  }

  /** What the numbers in a label stand for, in order; empty if not known. */
  default List<String> classNames() {
    return List.of();
  }

  /** What was left out when the source was opened: one line each with a name and the reason. */
  default List<String> leftOut() {
    return List.of();
  }

  /** Frees what the source holds; most hold nothing. */
  @Override
  default void close() throws IOException {}
}
