package io.progan.dataset.archive;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.source.ImageSource;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.CRC32;

/**
 * Images that belong to one class each. Labels are one-hot and as long as the highest class that
 * occurs demands, as in the original.
 */
final class ClassifiedImages implements ImageSource {
  private final String description;
  private final IntFunction<RawImage> images;
  private final int[] classes;
  private final int labelSize;
  private final List<String> classNames;
  private final Closeable resource;

  /**
   * The images of an archive.
   *
   * @param description where they come from, in words
   * @param images the image of a number; pure and safe for use by several threads
   * @param classes the class of each image, 0 or more
   * @param classNames what the classes are called; none if not known
   * @param resource closed with the source
   */
  ClassifiedImages(
      String description,
      IntFunction<RawImage> images,
      int[] classes,
      List<String> classNames,
      Closeable resource) {
    this.description = description;
    this.images = images;
    this.classes = classes;
    this.labelSize = Arrays.stream(classes).max().orElse(-1) + 1;
    this.classNames =
        classNames.size() < labelSize ? List.of() : List.copyOf(classNames.subList(0, labelSize));
    this.resource = resource;
  }

  /**
   * Checks the classes that a file names.
   *
   * @param file what messages call it
   * @param images how many images there are
   * @param limit one above the highest class
   * @throws DatasetException if there are no images, not as many classes, or a class out of range
   */
  static void check(Object file, int[] classes, int images, int limit) throws DatasetException {
    if (images == 0) {
      throw new DatasetException(file + ": holds no images");
    }
    if (classes.length != images) {
      throw new DatasetException(
          "%s: has %d labels for %d images".formatted(file, classes.length, images));
    }
    for (int i = 0; i < images; i++) {
      if (classes[i] < 0 || classes[i] >= limit) {
        throw new DatasetException(
            "%s: label %d is %d, must be 0 to %d".formatted(file, i, classes[i], limit - 1));
      }
    }
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public int count() {
    return classes.length;
  }

  @Override
  public RawImage image(int index) {
    return images.apply(index);
  }

  /** A checksum of the pixels, which lie in memory. */
  @Override
  public String identity(int index) {
    CRC32 crc = new CRC32();
    crc.update(image(index).data());
    return Long.toHexString(crc.getValue());
  }

  @Override
  public int labelSize() {
    return labelSize;
  }

  @Override
  public float[] label(int index) {
    float[] label = new float[labelSize];
    label[classes[index]] = 1;
    return label;
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public void close() throws IOException {
    resource.close();
  }
}
