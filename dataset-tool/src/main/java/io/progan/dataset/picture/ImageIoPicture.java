package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/** A picture in a format that ImageIO knows. Messages of errors are the reason alone. */
final class ImageIoPicture implements Closeable {
  private final ImageReader reader;

  private ImageIoPicture(ImageReader reader) {
    this.reader = reader;
  }

  /** The picture in a stream, or null if the format is not known. */
  static ImageIoPicture open(ImageInputStream in) {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    if (!readers.hasNext()) {
      return null;
    }
    ImageReader reader = readers.next();
    reader.setInput(in, true, true);
    return new ImageIoPicture(reader);
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

  /** The orientation that the file asks for; for a PNG only if it has a chunk that says so. */
  int orientation(byte[] file) throws IOException {
    return switch (reader.getOriginatingProvider().getFormatNames()[0].toLowerCase(Locale.ROOT)) {
      case "png" -> Exif.ofPng(file);
      case "webp" -> Exif.ofWebp(file);
      case "tif", "tiff" -> Exif.ofTiff(file);
      default -> Orientation.UPRIGHT;
    };
  }

  Picture decode() throws IOException {
    StringBuilder damage = new StringBuilder();
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          if (warning.contains("remature end")) {
            damage.append(damage.isEmpty() ? warning : "");
          }
        });
    BufferedImage image = reader.read(0);
    if (!damage.isEmpty()) {
      throw new DatasetException("truncated picture (" + damage + ")");
    }
    return ColorConversion.convert(image);
  }

  @Override
  public void close() {
    reader.dispose();
  }
}
