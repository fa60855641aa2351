package io.progan.dataset.celebahq;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.picture.PictureReader;
import io.progan.dataset.picture.PictureWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps finished images as PNG files in a folder, so that work that was stopped goes on where it
 * was. A file appears under its name only when it is complete. Different threads may read and write
 * different images at once.
 */
public final class FinishedImages {
  private static final String EXACT = ".png";
  private static final String INEXACT = ".inexact.png";
  private static final String UNFINISHED = ".partial";

  private final Path folder;

  /** Images in that folder, which is made when the first one is kept. */
  public FinishedImages(Path folder) {
    this.folder = folder;
  }

  /** How many images are there. */
  public long count() throws IOException {
    return files().size();
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(EXACT)).toList();
    }
  }

  /** The image of that number, or null; one whose MD5 sum is wrong is as good as none. */
  RawImage exact(int number, String md5) throws IOException {
    RawImage image = read(folder.resolve(name(number, EXACT)));
    return image != null && Md5.of(image).equals(md5) ? image : null;
  }

  /** The image of that number that was made inexactly, or null. */
  RawImage inexact(int number) throws IOException {
    return read(folder.resolve(name(number, INEXACT)));
  }

  private static RawImage read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try {
      return PictureReader.decode(Files.readAllBytes(file), file.toString(), false).pixels();
    } catch (DatasetException e) {
      return null; // damaged: it is made again
    }
  }

  private static String name(int number, String ending) {
    return "%05d%s".formatted(number, ending);
  }

  /** Keeps an image; {@link IOException} if it cannot be written. */
  void keep(int number, RawImage image, boolean exact) throws IOException {
    Files.createDirectories(folder);
    PictureWriter.write(
        folder.resolve(name(number, exact ? EXACT : INEXACT)), PictureWriter.png(image));
  }

  /** Deletes the images, the unfinished ones too, and the folder if nothing else is in it. */
  public void delete() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (file.toString().endsWith(EXACT) || file.toString().endsWith(EXACT + UNFINISHED)) {
          Files.delete(file);
        }
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(folder);
  }
}
