package io.progan.dataset.picture;

import io.progan.dataset.IoReason;
import io.progan.dataset.RawImage;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes images as PNG or JPEG files, greyscale or RGB of 8 bits. */
public final class PictureWriter {
  private PictureWriter() {}

  /** The image as a PNG file. */
  public static byte[] png(RawImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(buffered(image), "png", new MemoryCacheImageOutputStream(out));
    return out.toByteArray();
  }

  /**
   * The image as a JPEG file.
   *
   * @param quality 1 (small) to 100 (good)
   */
  public static byte[] jpeg(RawImage image, int quality) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(quality / 100f);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(buffered(image), null, null), parameters);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /**
   * Writes a file that appears under its name only when it is complete; it may replace another.
   *
   * @throws IOException with one line that names the file, if it cannot be written
   */
  public static void write(Path file, byte[] content) throws IOException {
    Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
    try {
      Files.write(partial, content);
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new IOException(file + ": cannot be written (" + IoReason.of(e) + ")", e);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** The image for Java's own classes; 1 or 3 channels. */
  public static BufferedImage buffered(RawImage image) {
    int channels = image.channels();
    int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    BufferedImage buffered = new BufferedImage(image.width(), image.height(), type);
    byte[] to = ((DataBufferByte) buffered.getRaster().getDataBuffer()).getData();
    byte[] from = image.data();
    int plane = image.height() * image.width();
    for (int i = 0; i < to.length; i++) {
      to[i] = from[(channels - 1 - i % channels) * plane + i / channels];
    }
    return buffered;
  }
}
