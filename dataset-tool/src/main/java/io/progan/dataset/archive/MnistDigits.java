package io.progan.dataset.archive;

import io.progan.dataset.DatasetException;
import io.progan.dataset.numpy.NpyArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** The pictures of MNIST's training part, 28 x 28, each to be laid out with a border of zeros. */
final class MnistDigits {
  /** Height and width with the border. */
  static final int RESOLUTION = 32;

  private static final String CONTENTS =
      "MNIST's train-images-idx3-ubyte.gz and train-labels-idx1-ubyte.gz";
  private static final int STORED = 28;
  private static final int BORDER = (RESOLUTION - STORED) / 2;

  private final byte[] pixels;

  private MnistDigits(byte[] pixels) {
    this.pixels = pixels;
  }

  /** Reads the pictures in a folder; 47 MB for the 60,000 of MNIST. */
  static MnistDigits read(Path folder) throws IOException {
    Path file =
        ArchiveFiles.find(
            folder, CONTENTS, "train-images-idx3-ubyte.gz", "train-images-idx3-ubyte");
    NpyArray array = IdxFile.read(file, 3);
    int[] shape = array.shape();
    if (shape[1] != STORED || shape[2] != STORED) {
      throw new DatasetException(
          "%s: pictures are %d x %d pixels, MNIST's are 28 x 28"
              .formatted(file, shape[2], shape[1]));
    }
    return new MnistDigits(array.bytes());
  }

  /** Reads the classes of the pictures in a folder. */
  int[] classes(Path folder) throws IOException {
    Path file =
        ArchiveFiles.find(
            folder, CONTENTS, "train-labels-idx1-ubyte.gz", "train-labels-idx1-ubyte");
    int[] classes = IdxFile.read(file, 1).ints();
    ClassifiedImages.check(file, classes, count(), 10);
    return classes;
  }

  /** The number of pictures. */
  int count() {
    return pixels.length / (STORED * STORED);
  }

  /** The CRC-32 of all pictures. */
  String checksum() {
    CRC32 crc = new CRC32();
    crc.update(pixels);
    return Long.toHexString(crc.getValue());
  }

  /** Copies a picture with its border into one channel of an image. */
  void copy(int index, byte[] into, int channel) {
    int from = index * STORED * STORED;
    int to = (channel * RESOLUTION + BORDER) * RESOLUTION + BORDER;
    for (int row = 0; row < STORED; row++) {
      System.arraycopy(pixels, from + row * STORED, into, to + row * RESOLUTION, STORED);
    }
  }
}
