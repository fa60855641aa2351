package io.progan.dataset.source;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Small picture files for tests. */
final class Pictures {
  private Pictures() {}

  /** A picture of random samples in one of the types of {@link BufferedImage}. */
  static BufferedImage random(int type, int width, int height, long seed) {
    BufferedImage image = new BufferedImage(width, height, type);
    Random random = new Random(seed);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    return image;
  }

  static Path write(Path file, String format, BufferedImage image) throws IOException {
    if (!ImageIO.write(image, format, file.toFile())) {
      throw new IOException("no writer for " + format);
    }
    return file;
  }

  /** A greyscale picture with the samples 0, 1, 2, and so on. */
  static BufferedImage greyRamp(int resolution) {
    BufferedImage image = new BufferedImage(resolution, resolution, BufferedImage.TYPE_BYTE_GRAY);
    var raster = image.getRaster();
    Point at = new Point();
    for (int i = 0; i < resolution * resolution; i++) {
      at.move(i % resolution, i / resolution);
      raster.setSample(at.x, at.y, 0, i & 0xff);
    }
    return image;
  }

  /** The start of a PNG file of 8-bit RGB that claims a size. */
  static byte[] pngHeader(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(0x89504e470d0a1a0aL);
    out.write(chunk("IHDR", header(width, height)));
    out.write(chunk("IDAT", new byte[20]));
    return bytes.toByteArray();
  }

  private static byte[] header(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(width);
    out.writeInt(height);
    out.write(new byte[] {8, 2, 0, 0, 0});
    return bytes.toByteArray();
  }

  /** A whole chunk of a PNG file with its checksum. */
  static byte[] chunk(String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) crc.getValue());
    return bytes.toByteArray();
  }
}
