package io.progan.core.image;

import io.progan.dataset.RawImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.imaging.ImageFormats;
import org.apache.commons.imaging.Imaging;

/** Writes pictures as PNG files. */
public final class PngWriter {

  private PngWriter() {}

  /**
   * Writes a picture; the file appears under its name only when it is complete.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(RawImage picture, Path file) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    Imaging.writeImage(toBuffered(picture), png, ImageFormats.PNG);
    publish(png.toByteArray(), file);
  }

  /** Writes a whole file, which appears under its name only when it is complete. */
  static void publish(byte[] content, Path file) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try {
      Files.write(partial, content);
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  static BufferedImage toBuffered(RawImage picture) {
    int width = picture.width();
    int plane = picture.height() * width;
    byte[] data = picture.data();
    BufferedImage image = new BufferedImage(width, picture.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < plane; i++) {
      int red = data[i] & 0xff;
      int green = picture.channels() == 1 ? red : data[plane + i] & 0xff;
      int blue = picture.channels() == 1 ? red : data[2 * plane + i] & 0xff;
      image.setRGB(i % width, i / width, (red << 16) | (green << 8) | blue);
    }
    return image;
  }
}
