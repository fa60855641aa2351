package io.progan.dataset.archive;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.lmdb.LmdbDatabase;
import io.progan.dataset.picture.PictureReader;
import io.progan.dataset.resample.Arithmetic;
import io.progan.dataset.resample.Crop;
import io.progan.dataset.resample.Filter;
import io.progan.dataset.resample.Resize;
import io.progan.dataset.source.ImageSource;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One category of LSUN: the pictures of an LMDB database in the order of its keys, each the square
 * in its middle, resized with LANCZOS, in RGB.
 */
public final class LsunArchive implements ImageSource {
  private static final int CHANNELS = 3;

  private final LmdbDatabase database;
  private final Path path;
  private final int resolution;
  private final Arithmetic arithmetic;

  private LsunArchive(LmdbDatabase database, Path path, int resolution, Arithmetic arithmetic) {
    this.database = database;
    this.path = path;
    this.resolution = resolution;
    this.arithmetic = arithmetic;
  }

  /**
   * Opens the database.
   *
   * @param path a folder with {@code data.mdb}
   * @param resolution height and width of the images, a power of two
   * @param arithmetic the generation of Pillow whose bits are wanted
   * @throws DatasetException if it is no database, damaged or empty
   */
  public static LsunArchive open(Path path, int resolution, Arithmetic arithmetic)
      throws IOException {
    LmdbDatabase database = LmdbDatabase.open(path);
    if (database.count() == 0) {
      database.close();
      throw new DatasetException(path + ": the database is empty");
    }
    return new LsunArchive(database, path, resolution, arithmetic);
  }

  @Override
  public String description() {
    return "LSUN database '%s', centre squares resized to %d x %d with LANCZOS (%s)"
        .formatted(
            path.toAbsolutePath().normalize().getFileName(),
            resolution,
            resolution,
            arithmetic == Arithmetic.FIXED_POINT ? "as Pillow 3.3 and newer" : "as Pillow 3.1.1");
  }

  @Override
  public int count() {
    return database.count();
  }

  @Override
  public String identity(int index) throws IOException {
    return "%d %s %s"
        .formatted(database.size(index), database.fingerprint(index), database.key(index));
  }

  @Override
  public RawImage image(int index) throws IOException {
    byte[] value = database.value(index);
    String name = path + ": key '" + database.key(index) + "'";
    RawImage picture = PictureReader.decode(value, name, true).pixels();
    RawImage square = Crop.centerSquare(picture);
    return rgb(Resize.resize(square, resolution, resolution, Filter.LANCZOS, arithmetic));
  }

  private static RawImage rgb(RawImage image) {
    if (image.channels() == CHANNELS) {
      return image;
    }
    int plane = image.data().length;
    byte[] data = new byte[CHANNELS * plane];
    for (int channel = 0; channel < CHANNELS; channel++) {
      System.arraycopy(image.data(), 0, data, channel * plane, plane);
    }
    return new RawImage(CHANNELS, image.height(), image.width(), data);
  }

  @Override
  public void close() throws IOException {
    database.close();
  }
}
