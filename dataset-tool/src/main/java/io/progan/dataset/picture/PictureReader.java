package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import io.progan.dataset.IoReason;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads picture files: PNG, JPEG, GIF (its first image), BMP and TIFF by the JDK, which hands out
 * the stored samples unchanged (Commons Imaging applies a PNG's gamma); WebP by libwebp; what these
 * do not know, by Commons Imaging. Several threads may read at once.
 */
public final class PictureReader {
  private static final int MAGIC_BYTES = 2;

  private PictureReader() {}

  /**
   * Reads what a file says about itself, and not much more of it.
   *
   * @param in the file from its first byte on; it is not closed
   * @param name what the file is called in messages
   * @throws DatasetException if it is no picture that can be read, or larger than {@link
   *     PictureHeader#MOST_PIXELS}
   */
  public static PictureHeader header(InputStream in, String name) throws DatasetException {
    return named(name, () -> headerOf(in));
  }

  /**
   * Decodes a file.
   *
   * @param file the whole file
   * @param name what the file is called in messages
   * @param upright whether the picture is turned as its Exif orientation asks for
   * @throws DatasetException if it is damaged, cut off, too large or no picture
   */
  public static Picture decode(byte[] file, String name, boolean upright) throws DatasetException {
    return named(
        name,
        () -> {
          headerOf(new ByteArrayInputStream(file));
          return decode(file, upright);
        });
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> T named(String name, Reading<T> reading) throws DatasetException {
    try {
      return reading.read();
    } catch (DatasetException e) {
      throw new DatasetException(name + ": " + e.getMessage(), e);
    } catch (EOFException e) {
      throw new DatasetException(name + ": truncated picture (the file ends too early)", e);
    } catch (IOException | RuntimeException e) {
      throw new DatasetException(name + ": picture cannot be decoded (" + IoReason.of(e) + ")", e);
    } catch (OutOfMemoryError e) {
      throw new DatasetException(name + ": picture needs more memory than there is", e);
    }
  }

  private static PictureHeader headerOf(InputStream stream) throws IOException {
    BufferedInputStream in = new BufferedInputStream(stream);
    in.mark(MAGIC_BYTES);
    int magic = (in.read() << 8) | in.read();
    PictureHeader header;
    if (magic == JpegHead.MAGIC) {
      header = JpegHead.read(new DataInputStream(in)).header();
    } else {
      in.reset();
      header = imageIoHeader(new MemoryCacheImageInputStream(in));
    }
    header.check();
    return header;
  }

  private static PictureHeader imageIoHeader(ImageInputStream in) throws IOException {
    boolean opaqueWebp = WebpHead.isOpaque(in); // the decoder says that all may be transparent
    try (ImageIoPicture picture = ImageIoPicture.open(in)) {
      if (picture != null) {
        return opaqueWebp ? picture.header().opaque() : picture.header();
      }
    }
    in.seek(0);
    return OtherFormats.header(in);
  }

  private static Picture decode(byte[] file, boolean upright) throws IOException {
    JpegHead jpeg = JpegHead.isJpeg(file) ? JpegHead.of(file) : null;
    if (jpeg != null) {
      jpeg.checkEnd(file);
    }
    boolean mayTurn = (!PngCheck.isPng(file) || PngCheck.check(file)) && upright;
    InputStream bytes = jpeg == null ? new ByteArrayInputStream(file) : jpeg.pure(file);
    try (ImageIoPicture picture = ImageIoPicture.open(new MemoryCacheImageInputStream(bytes))) {
      if (picture == null) {
        return OtherFormats.decode(file);
      }
      int orientation = Orientation.UPRIGHT;
      if (mayTurn) {
        orientation = jpeg == null ? picture.orientation(file) : jpeg.orientation();
      }
      return Orientation.upright(picture.decode(), orientation);
    }
  }
}
