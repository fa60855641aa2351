package io.progan.core.image;

import io.progan.dataset.RawImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pictures as JPEG files of quality 95, as the original does. */
public final class JpegWriter {

  private static final float QUALITY = 0.95f;

  private JpegWriter() {}

  /**
   * Writes a picture; the file appears under its name only when it is complete.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(RawImage picture, Path file) throws IOException {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(jpeg)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(PngWriter.toBuffered(picture), null, null), how);
    } finally {
      writer.dispose();
    }
    PngWriter.publish(jpeg.toByteArray(), file);
  }
}
