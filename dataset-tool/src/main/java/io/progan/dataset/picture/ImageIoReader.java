package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageInputStream;

/** The first image of a file, by a reader of ImageIO that is named, not found by chance. */
final class ImageIoReader implements Closeable {
  private static final List<String> DAMAGE =
      List.of("remature end", "bad Huffman code", "instead of RST", "nvalid");

  private final ImageReader reader;

  private ImageIoReader(ImageReader reader, ImageInputStream in) {
    this.reader = reader;
    boolean metadata = reader.getClass().getSimpleName().startsWith("GIF"); // else not looked at
    reader.setInput(in, true, !metadata);
  }

  /** By the JDK's own reader of a format, whatever other libraries offer. */
  static ImageIoReader ofJdk(String format, ImageInputStream in) {
    return open(format, "com.sun.imageio.", in);
  }

  /** By the reader of a format whose class is of a package. */
  static ImageIoReader open(String format, String owner, ImageInputStream in) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith(owner)) {
        return new ImageIoReader(reader, in);
      }
      reader.dispose();
    }
    throw new IllegalStateException("no reader of " + format + " in " + owner);
  }

  PictureHeader header() throws IOException {
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    if (types == null || !types.hasNext()) {
      throw new DatasetException("picture stores its pixels in a way that cannot be read");
    }
    ColorModel colors = types.next().getColorModel();
    int channels = ColorConversion.channels(colors);
    return new PictureHeader(reader.getWidth(0), reader.getHeight(0), channels, colors.hasAlpha());
  }

  IIOMetadata fileMetadata() throws IOException {
    return reader.getStreamMetadata();
  }

  IIOMetadata imageMetadata() throws IOException {
    return reader.getImageMetadata(0);
  }

  /** The pixels as the decoder hands them out; a decoder that found damage ends in an error. */
  BufferedImage image() throws IOException {
    StringBuilder damage = new StringBuilder();
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          if (damage.isEmpty() && DAMAGE.stream().anyMatch(warning::contains)) {
            damage.append(warning);
          }
        });
    BufferedImage image = reader.read(0);
    if (damage.indexOf("remature end") >= 0) {
      throw new DatasetException("truncated picture (" + damage + ")");
    }
    if (!damage.isEmpty()) {
      throw new DatasetException("damaged picture (" + damage + ")");
    }
    return image;
  }

  Picture decode() throws IOException {
    return ColorConversion.convert(image());
  }

  @Override
  public void close() {
    reader.dispose();
  }
}
