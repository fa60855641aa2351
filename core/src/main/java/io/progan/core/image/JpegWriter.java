package io.progan.core.image;

import io.progan.dataset.RawImage;
import io.progan.dataset.picture.PictureWriter;
import java.io.IOException;
import java.nio.file.Path;

/** Writes pictures as JPEG files of quality 95, as the original does. */
public final class JpegWriter {

  private static final int QUALITY = 95;

  private JpegWriter() {}

  /**
   * Writes a picture; the file appears under its name only when it is complete.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(RawImage picture, Path file) throws IOException {
    PictureWriter.write(file, PictureWriter.jpeg(picture, QUALITY));
  }
}
