package io.progan.dataset.archive;

import io.progan.dataset.DatasetException;
import io.progan.dataset.numpy.NpyArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** The pictures of a part of MNIST, 28 x 28, each to be laid out with a border of zeros. */
final class MnistDigits {
  /** Height and width with the border. */
  static final int RESOLUTION = 32;

  /** What the names of the training part's files begin with. */
  static final String TRAINING = "train";

  /** What those of the test part begin with. */
  static final String TEST = "t10k";

  private static final int STORED = 28;
  private static final int BORDER = (RESOLUTION - STORED) / 2;

  private final String part;
  private final byte[] pixels;

  private MnistDigits(String part, byte[] pixels) {
    this.part = part;
    this.pixels = pixels;
  }

  /** Reads the training part in a folder; 47 MB for the 60,000 of MNIST. */
  static MnistDigits read(Path folder) throws IOException {
    return read(folder, TRAINING);
  }

  /** Reads the pictures of a part in a folder. */
  static MnistDigits read(Path folder, String part) throws IOException {
    Path file = find(folder, part, "images-idx3-ubyte");
    NpyArray array = IdxFile.read(file, 3);
    int[] shape = array.shape();
    if (shape[1] != STORED || shape[2] != STORED) {
      throw new DatasetException(
          "%s: pictures are %d x %d pixels, MNIST's are 28 x 28"
              .formatted(file, shape[2], shape[1]));
    }
    return new MnistDigits(part, array.bytes());
  }

  /** Reads the classes of the pictures in a folder. */
  int[] classes(Path folder) throws IOException {
    Path file = find(folder, part, "labels-idx1-ubyte");
    int[] classes = IdxFile.read(file, 1).ints();
    ClassifiedImages.check(file, classes, count(), 10);
    return classes;
  }

  private static Path find(Path folder, String part, String kind) throws DatasetException {
    String contents = "MNIST's %1$s-images-idx3-ubyte.gz and %1$s-labels-idx1-ubyte.gz";
    String name = part + "-" + kind;
    return ArchiveFiles.find(folder, contents.formatted(part), name + ".gz", name);
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
