package io.progan.core.image;

import io.progan.dataset.RawImage;
import io.progan.dataset.picture.PictureWriter;
import java.io.IOException;
import java.nio.file.Path;

/** Writes pictures as PNG files, greyscale ones as greyscale. */
public final class PngWriter {

  private PngWriter() {}

  /**
   * Writes a picture; the file appears under its name only when it is complete.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(RawImage picture, Path file) throws IOException {
    PictureWriter.write(file, PictureWriter.png(picture));
  }
}
