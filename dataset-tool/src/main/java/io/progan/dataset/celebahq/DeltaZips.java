package io.progan.dataset.celebahq;

import io.progan.dataset.DatasetException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The zip files of the deltas, a thousand in each. Several threads may read at once. */
final class DeltaZips implements Closeable {
  private static final int IN_A_ZIP = 1000;
  private static final int LARGEST_DELTA = 1 << 26;

  private final Path folder;
  private final List<ZipFile> zips = new ArrayList<>();

  private DeltaZips(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens the zips and checks that all deltas are there.
   *
   * @param count how many deltas there must be, with the numbers from 0
   * @throws DatasetException if a zip or a delta is missing or a zip is damaged
   */
  static DeltaZips open(Path folder, int count) throws IOException {
    DeltaZips deltas = new DeltaZips(folder);
    try {
      for (int first = 0; first < count; first += IN_A_ZIP) {
        deltas.zips.add(deltas.openZip(first));
        for (int number = first; number < Math.min(count, first + IN_A_ZIP); number++) {
          deltas.entry(number);
        }
      }
      return deltas;
    } catch (IOException | RuntimeException e) {
      deltas.close();
      throw e;
    }
  }

  private ZipFile openZip(int first) throws IOException {
    Path file = folder.resolve("deltas%05d.zip".formatted(first));
    if (!Files.isRegularFile(file)) {
      throw new DatasetException(file + ": no such file; the deltas are 30 zips of 1000 each");
    }
    try {
      return new ZipFile(file.toFile());
    } catch (IOException e) {
      throw new DatasetException(
          file + ": cannot be read as a zip (" + e.getMessage() + "); get it again", e);
    }
  }

  private ZipEntry entry(int number) throws DatasetException {
    ZipFile zip = zips.get(number / IN_A_ZIP);
    ZipEntry entry = zip.getEntry("delta%05d.dat".formatted(number));
    if (entry == null) {
      throw new DatasetException("%s: has no delta%05d.dat".formatted(zip.getName(), number));
    }
    return entry;
  }

  /** The zip and the name of a delta, for messages. */
  String place(int number) {
    return "%s: delta%05d.dat".formatted(zips.get(number / IN_A_ZIP).getName(), number);
  }

  /**
   * The bytes of a delta.
   *
   * @throws DatasetException if it is damaged
   */
  byte[] read(int number) throws IOException {
    try (InputStream in = zips.get(number / IN_A_ZIP).getInputStream(entry(number))) {
      byte[] bytes = in.readNBytes(LARGEST_DELTA);
      if (bytes.length == LARGEST_DELTA) {
        throw new DatasetException(place(number) + " is no delta: too large");
      }
      return bytes;
    } catch (DatasetException e) {
      throw e;
    } catch (IOException e) {
      throw new DatasetException(place(number) + " cannot be unpacked (" + e.getMessage() + ")", e);
    }
  }

  @Override
  public void close() throws IOException {
    for (ZipFile zip : zips) {
      zip.close();
    }
  }
}
