package io.progan.core.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A smaller copy of a picture, to look at.
 *
 * @param width in pixels
 * @param height in pixels
 * @param jpeg the file's bytes
 */
public record JpegPreview(int width, int height, byte[] jpeg) {

  /**
   * Makes a preview: the picture, or means of its pixels in squares of the least whole size that
   * makes it small enough.
   *
   * @param picture RGB, without transparency
   * @param longestSide at most so many pixels, 1 or more
   * @param quality of the JPEG, 0 to 1
   */
  public static JpegPreview of(BufferedImage picture, int longestSide, double quality) {
    int longest = Math.max(picture.getWidth(), picture.getHeight());
    int factor = (longest + longestSide - 1) / longestSide;
    BufferedImage small = shrink(picture, factor);
    return new JpegPreview(small.getWidth(), small.getHeight(), encode(small, (float) quality));
  }

  private static BufferedImage shrink(BufferedImage picture, int factor) {
    int width = Math.max(1, picture.getWidth() / factor);
    int height = Math.max(1, picture.getHeight() / factor);
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] line = new int[width];
    for (int y = 0; y < height; y++) {
      int rows = Math.min(factor, picture.getHeight() - y * factor);
      int columns = Math.min(picture.getWidth(), width * factor);
      int[] block = picture.getRGB(0, y * factor, columns, rows, null, 0, columns);
      for (int x = 0; x < width; x++) {
        line[x] = mean(block, columns, x * factor, Math.min(factor, columns - x * factor));
      }
      small.setRGB(0, y, width, 1, line, 0, width);
    }
    return small;
  }

  /** The mean colour of some columns of a block of rows. */
  private static int mean(int[] block, int stride, int from, int columns) {
    int red = 0;
    int green = 0;
    int blue = 0;
    int count = block.length / stride * columns;
    for (int row = 0; row < block.length; row += stride) {
      for (int x = row + from; x < row + from + columns; x++) {
        red += block[x] >> 16 & 0xff;
        green += block[x] >> 8 & 0xff;
        blue += block[x] & 0xff;
      }
    }
    return rounded(red, count) << 16 | rounded(green, count) << 8 | rounded(blue, count);
  }

  private static int rounded(int sum, int count) {
    return (sum + count / 2) / count;
  }

  private static byte[] encode(BufferedImage picture, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam options = writer.getDefaultWriteParam();
      options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      options.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), options);
    } catch (IOException e) {
      throw new IllegalStateException(e); // memory does not fail
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
