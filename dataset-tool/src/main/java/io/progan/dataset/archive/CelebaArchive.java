package io.progan.dataset.archive;

import io.progan.dataset.DatasetException;
import io.progan.dataset.Fingerprint;
import io.progan.dataset.RawImage;
import io.progan.dataset.picture.PictureReader;
import io.progan.dataset.resample.Crop;
import io.progan.dataset.source.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * CelebA: the aligned PNG pictures of 178 x 218 pixels, each cut to 128 x 128, in the order of
 * their names.
 */
public final class CelebaArchive implements ImageSource {
  /** How many pictures the whole of CelebA has. */
  public static final int WHOLE = 202_599;

  /** The smallest column and row that the middle of the square may have. */
  public static final int SMALLEST = 64;

  /** The largest column that the middle of the square may have. */
  public static final int LARGEST_X = 114;

  /** The largest row that the middle of the square may have. */
  public static final int LARGEST_Y = 154;

  private static final String FOLDER = "img_align_celeba_png";
  private static final int WIDTH = 178;
  private static final int HEIGHT = 218;
  private static final int HALF = 64;
  private static final int SIDE = 2 * HALF;

  private final List<Path> files;
  private final int centerX;
  private final int centerY;

  private CelebaArchive(List<Path> files, int centerX, int centerY) {
    this.files = files;
    this.centerX = centerX;
    this.centerY = centerY;
  }

  /**
   * Lists the pictures.
   *
   * @param folder CelebA's, with the folder {@code img_align_celeba_png} in it
   * @param centerX the column of the square's middle, {@link #SMALLEST} to {@link #LARGEST_X}; the
   *     original's is 89
   * @param centerY its row, {@link #SMALLEST} to {@link #LARGEST_Y}; the original's is 121
   * @throws DatasetException if there is no picture
   * @throws IllegalArgumentException if the square does not lie within the pictures
   */
  public static CelebaArchive open(Path folder, int centerX, int centerY) throws IOException {
    checkCenter(centerX, LARGEST_X);
    checkCenter(centerY, LARGEST_Y);
    Path pictures = folder.resolve(FOLDER);
    if (!Files.isDirectory(pictures)) {
      throw new DatasetException(
          pictures + ": no such folder; unpack img_align_celeba_png.7z, which makes it");
    }
    try (Stream<Path> entries = Files.list(pictures)) {
      List<Path> files =
          entries
              .filter(f -> f.getFileName().toString().endsWith(".png"))
              .filter(f -> !f.getFileName().toString().startsWith("."))
              .sorted(Comparator.comparing(f -> f.getFileName().toString()))
              .toList();
      if (files.isEmpty()) {
        throw new DatasetException(pictures + ": no PNG pictures in this folder");
      }
      return new CelebaArchive(files, centerX, centerY);
    }
  }

  private static void checkCenter(int center, int largest) {
    if (center < SMALLEST || center > largest) {
      throw new IllegalArgumentException(
          "must be %d to %d, got %d".formatted(SMALLEST, largest, center));
    }
  }

  @Override
  public String description() {
    return "CelebA, %d x %d pixels around (%d, %d)".formatted(SIDE, SIDE, centerX, centerY);
  }

  @Override
  public int count() {
    return files.size();
  }

  @Override
  public String identity(int index) throws IOException {
    Path file = files.get(index);
    return "%d %s %s"
        .formatted(Files.size(file), Fingerprint.of(file, Fingerprint.FEW), file.getFileName());
  }

  @Override
  public RawImage image(int index) throws IOException {
    Path file = files.get(index);
    RawImage picture =
        PictureReader.decode(Files.readAllBytes(file), file.toString(), false).pixels();
    if (picture.width() != WIDTH || picture.height() != HEIGHT || picture.channels() != 3) {
      throw new DatasetException(
          "%s: picture is %d x %d with %d channels, CelebA's aligned ones are %d x %d with 3"
              .formatted(
                  file, picture.width(), picture.height(), picture.channels(), WIDTH, HEIGHT));
    }
    return Crop.box(picture, centerX - HALF, centerY - HALF, SIDE, SIDE);
  }
}
