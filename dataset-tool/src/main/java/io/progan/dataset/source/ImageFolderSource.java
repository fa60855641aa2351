package io.progan.dataset.source;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.tfrecord.DatasetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pictures of one folder, not of folders within it, in the order of their names' code points.
 * Files whose names begin with a dot are passed over; every other file must be a picture of the
 * size and kind of the first.
 */
public final class ImageFolderSource implements ImageSource {
  private final Path folder;
  private final List<Path> files;
  private final RawImage first;

  private ImageFolderSource(Path folder, List<Path> files, RawImage first) {
    this.folder = folder;
    this.files = files;
    this.first = first;
  }

  /**
   * Lists the folder and decodes its first picture.
   *
   * @throws DatasetException if there is no picture, or the first is not square, not a power of two
   *     or not 8-bit RGB or greyscale
   */
  public static ImageFolderSource open(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new DatasetException(folder + ": no such folder of pictures");
    }
    List<Path> files = list(folder);
    if (files.isEmpty()) {
      throw new DatasetException(folder + ": no pictures in this folder");
    }
    try (PictureFile picture = PictureFile.open(files.get(0))) {
      checkSize(files.get(0), picture.size());
      return new ImageFolderSource(folder, files, picture.decode());
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(f -> !f.getFileName().toString().startsWith("."))
          .filter(f -> !Files.isDirectory(f))
          .sorted(Comparator.comparing(f -> f.getFileName().toString(), CodePointOrder.COMPARATOR))
          .toList();
    }
  }

  private static void checkSize(Path file, PictureFile.Size size) throws DatasetException {
    int largest = 1 << DatasetFiles.LARGEST_LOG2;
    boolean usable =
        size.height() == size.width()
            && Integer.bitCount(size.width()) == 1
            && size.width() >= 1 << DatasetFiles.SMALLEST_LOG2
            && size.width() <= largest;
    if (!usable) {
      throw new DatasetException(
          "%s: picture is %s pixels, must be square and a power of two from 4 to %d"
              .formatted(file, size, largest));
    }
  }

  @Override
  public String description() {
    return "folder of pictures '" + folder.toAbsolutePath().normalize().getFileName() + "'";
  }

  @Override
  public int count() {
    return files.size();
  }

  /** The file of the image of that number. */
  public Path file(int index) {
    return files.get(index);
  }

  @Override
  public RawImage image(int index) throws IOException {
    Path file = files.get(index);
    try (PictureFile picture = PictureFile.open(file)) {
      PictureFile.Size size = picture.size();
      if (size.height() != first.height() || size.width() != first.width()) {
        throw new DatasetException(
            "%s: picture is %s pixels, the first one (%s) is %d x %d"
                .formatted(file, size, files.get(0).getFileName(), first.width(), first.height()));
      }
      RawImage image = picture.decode();
      if (!image.sameShape(first)) {
        throw new DatasetException(
            "%s: picture has %d channels, the first one (%s) has %d"
                .formatted(file, image.channels(), files.get(0).getFileName(), first.channels()));
      }
      return image;
    }
  }
}
