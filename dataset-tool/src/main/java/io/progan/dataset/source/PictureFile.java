package io.progan.dataset.source;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.SampleModel;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.apache.commons.imaging.ImageInfo;
import org.apache.commons.imaging.Imaging;

/**
 * A picture file of 8-bit RGB or greyscale, opened far enough to know its size; only {@link
 * #decode} reads pixels. PNG, JPEG, BMP and TIFF are read by the JDK, which hands out the stored
 * samples unchanged (Commons Imaging applies a PNG's gamma); what the JDK does not know, by Commons
 * Imaging.
 */
final class PictureFile implements Closeable {
  private final Path file;
  private final ImageInputStream in;
  private final ImageReader reader;
  private final Size size;

  /** Height and width before anything is decoded. */
  record Size(int height, int width) {
    @Override
    public String toString() {
      return width + " x " + height;
    }
  }

  private PictureFile(Path file, ImageInputStream in) throws IOException {
    this.file = file;
    this.in = in;
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    if (readers.hasNext()) {
      reader = readers.next();
      reader.setInput(in, true, true);
      size = new Size(reader.getHeight(0), reader.getWidth(0));
    } else {
      reader = null;
      ImageInfo info = Imaging.getImageInfo(file.toFile());
      size = new Size(info.getHeight(), info.getWidth());
    }
  }

  /** Reads the header; {@link DatasetException} names a file that is no picture. */
  static PictureFile open(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new DatasetException(file + ": cannot be read, check the file's permissions");
    }
    ImageInputStream in = new FileImageInputStream(file.toFile());
    try {
      return new PictureFile(file, in);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw new DatasetException(file + ": not a picture that can be read", e);
    }
  }

  Size size() {
    return size;
  }

  /**
   * The pixels; 1 or 3 channels.
   *
   * @throws DatasetException if the file is damaged, has transparency or a palette, or is not of 8
   *     bits
   */
  RawImage decode() throws IOException {
    PngCheck.check(file);
    BufferedImage image;
    try {
      image = reader == null ? Imaging.getBufferedImage(file.toFile()) : read();
    } catch (DatasetException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new DatasetException(file + ": picture cannot be decoded (" + firstLine(e) + ")", e);
    }
    if (reader == null) {
      return fromCommonsImaging(image);
    }
    checkMode(image.getColorModel(), image.getSampleModel());
    return PixelReader.read(image.getRaster(), image.getSampleModel().getNumBands());
  }

  private BufferedImage read() throws IOException {
    StringBuilder damage = new StringBuilder();
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          if (warning.contains("remature end")) {
            damage.append(warning);
          }
        });
    BufferedImage image = reader.read(0);
    if (!damage.isEmpty()) {
      throw new DatasetException(file + ": truncated picture (" + damage + ")");
    }
    return image;
  }

  private void checkMode(ColorModel colors, SampleModel samples) throws DatasetException {
    String found = null;
    if (colors instanceof IndexColorModel) {
      found = "has a palette or fewer than 8 bits";
    } else if (colors.hasAlpha()) {
      found = "has transparency";
    } else if (samples.getSampleSize(0) != 8) {
      found = "has " + samples.getSampleSize(0) + " bits for each value";
    } else if (samples.getNumBands() != 1 && samples.getNumBands() != 3) {
      found = "has " + samples.getNumBands() + " channels";
    }
    if (found != null) {
      throw wrongMode(found);
    }
  }

  /**
   * Its pictures are always 8-bit RGB in memory, equal in all channels for greyscale; the file's
   * header says what they were.
   */
  private RawImage fromCommonsImaging(BufferedImage image) throws IOException {
    ImageInfo info = Imaging.getImageInfo(file.toFile());
    boolean grey = info.getColorType() == ImageInfo.ColorType.GRAYSCALE;
    if (info.isTransparent() || info.usesPalette()) {
      throw wrongMode(info.isTransparent() ? "has transparency" : "has a palette");
    }
    if (info.getColorType() == ImageInfo.ColorType.BW) {
      throw wrongMode("has one bit for each pixel");
    }
    return PixelReader.read(image.getRaster(), grey ? 1 : 3);
  }

  private DatasetException wrongMode(String found) {
    return new DatasetException(
        file + ": picture " + found + ", only 8-bit RGB and greyscale can be used");
  }

  private static String firstLine(Exception e) {
    return e.getMessage() == null
        ? e.getClass().getSimpleName()
        : e.getMessage().lines().findFirst().orElse("");
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.dispose();
    }
    in.close();
  }
}
