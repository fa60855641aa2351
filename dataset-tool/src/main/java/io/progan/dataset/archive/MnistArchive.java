package io.progan.dataset.archive;

import io.progan.dataset.RawImage;
import io.progan.dataset.source.ImageSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** MNIST (LeCun, Cortes, Burges): handwritten digits in IDX files, plain or with gzip. */
public final class MnistArchive {
  private static final int PLANE = MnistDigits.RESOLUTION * MnistDigits.RESOLUTION;

  private MnistArchive() {}

  /**
   * The digits of the training part, 28 x 28 with a border of zeros to 32 x 32, greyscale, with
   * labels.
   *
   * @param folder holds {@code train-images-idx3-ubyte.gz} and {@code train-labels-idx1-ubyte.gz}
   * @throws io.progan.dataset.DatasetException if a file is missing, damaged or of another shape
   */
  public static ImageSource digits(Path folder) throws IOException {
    return digits(folder, MnistDigits.read(folder), "MNIST");
  }

  /**
   * The digits of the test part, likewise.
   *
   * @param folder holds {@code t10k-images-idx3-ubyte.gz} and {@code t10k-labels-idx1-ubyte.gz}
   * @throws io.progan.dataset.DatasetException if a file is missing, damaged or of another shape
   */
  public static ImageSource testDigits(Path folder) throws IOException {
    return digits(folder, MnistDigits.read(folder, MnistDigits.TEST), "MNIST, test part");
  }

  private static ImageSource digits(Path folder, MnistDigits digits, String description)
      throws IOException {
    List<String> names = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
    return new ClassifiedImages(
        description, i -> grey(digits, i), digits.classes(folder), names, () -> {});
  }

  private static RawImage grey(MnistDigits digits, int index) {
    byte[] data = new byte[PLANE];
    digits.copy(index, data, 0);
    return new RawImage(1, MnistDigits.RESOLUTION, MnistDigits.RESOLUTION, data);
  }

  /**
   * RGB images of three random digits, one in each channel, without labels; composed when they are
   * asked for. Meant to be stored in this order.
   *
   * @param folder holds {@code train-images-idx3-ubyte.gz}
   * @param count how many images, at least 1; takes 12 bytes of memory each
   * @param seed of NumPy's {@code RandomState}, 0 to 2^32 - 1
   * @throws io.progan.dataset.DatasetException if the file is missing, damaged or of another shape
   */
  public static ImageSource composites(Path folder, int count, long seed) throws IOException {
    return new MnistComposites(MnistDigits.read(folder), count, seed);
  }
}
