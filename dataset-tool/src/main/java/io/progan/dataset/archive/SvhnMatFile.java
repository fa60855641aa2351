package io.progan.dataset.archive;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.format.Mat5Reader;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/**
 * SVHN's official file, MATLAB 5: images {@code X} of {@code [row, column, channel, n]}, the first
 * index running fastest, and {@code y} with classes 1 to 10, 10 being the digit 0. The images are
 * in memory off the heap until the file is closed.
 */
final class SvhnMatFile implements Closeable {
  private static final int SIDE = 32;
  private static final int PLANE = SIDE * SIDE;
  private static final int CHANNELS = 3;
  private static final int IMAGE_BYTES = CHANNELS * PLANE;
  private static final int CLASSES = 10;
  private static final int DEFLATE_MAX_RATIO = 1032;

  private final Mat5File content;
  private final Matrix images;
  private final int[] classes;

  private SvhnMatFile(Mat5File content, Matrix images, int[] classes) {
    this.content = content;
    this.images = images;
    this.classes = classes;
  }

  /** Reads a file; {@link DatasetException} if it is none of these or damaged. */
  static SvhnMatFile open(Path file) throws IOException {
    Mat5File content = read(file);
    try {
      Matrix images = matrix(file, content, "X");
      int[] shape = images.getDimensions();
      int[] expected = {SIDE, SIDE, CHANNELS, shape[shape.length - 1]};
      if (shape.length == 3) { // MATLAB drops a last dimension of 1
        expected = new int[] {SIDE, SIDE, CHANNELS};
      }
      if (!Arrays.equals(shape, expected) || images.getType() != MatlabType.UInt8) {
        throw new DatasetException(
            "%s: X is %s of shape %s, must be uint8 of [32, 32, 3, n]"
                .formatted(file, images.getType(), Arrays.toString(shape)));
      }
      int[] classes = digits(matrix(file, content, "y"));
      int count = images.getNumElements() / IMAGE_BYTES;
      ClassifiedImages.check(file, classes, count, CLASSES);
      return new SvhnMatFile(content, images, classes);
    } catch (IOException | RuntimeException e) {
      content.close();
      throw e;
    }
  }

  private static Mat5File read(Path file) throws IOException {
    long limit = DEFLATE_MAX_RATIO * Files.size(file);
    try (Source source = Sources.openFile(file.toFile())) {
      return Mat5.newReader(source)
          .disableSubsystemProcessing()
          .setEntryFilter(header -> wanted(header, limit))
          .readMat();
    } catch (IOException | RuntimeException e) {
      throw new DatasetException(file + ": not a MATLAB 5 file, or a damaged one", e);
    }
  }

  /** Keeps the reader from making room for more than the file can hold. */
  private static boolean wanted(Mat5Reader.EntryHeader header, long limit) {
    if (!List.of("X", "y").contains(header.getName())) {
      return false;
    }
    if (header.getNumElements() > limit) {
      throw new IllegalStateException(header + " is larger than the file");
    }
    return true;
  }

  private static Matrix matrix(Path file, Mat5File content, String name) throws DatasetException {
    try {
      return content.getMatrix(name);
    } catch (RuntimeException e) {
      throw new DatasetException("%s: has no matrix '%s'".formatted(file, name), e);
    }
  }

  private static int[] digits(Matrix labels) {
    int[] digits = new int[labels.getNumElements()];
    for (int i = 0; i < digits.length; i++) {
      int label = (int) labels.getLong(i);
      digits[i] = label == CLASSES ? 0 : label;
    }
    return digits;
  }

  /** The image of a number; safe for use by several threads. */
  RawImage image(int index) {
    byte[] data = new byte[IMAGE_BYTES];
    int from = index * IMAGE_BYTES;
    for (int i = 0; i < IMAGE_BYTES; i++) {
      int channel = i / PLANE;
      int row = i / SIDE % SIDE;
      int column = i % SIDE;
      data[i] = (byte) images.getLong(from + channel * PLANE + column * SIDE + row);
    }
    return new RawImage(CHANNELS, SIDE, SIDE, data);
  }

  /** The digit that each image shows. */
  int[] classes() {
    return classes;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
