package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import io.progan.dataset.IoReason;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads picture files of the formats in {@link PictureFormats}, each by the decoder whose pixels
 * were found to be those of independent decoders (docs/dataset.md has the table). Several threads
 * may read at once.
 */
public final class PictureReader {
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
    return named(name, () -> headerOf(new MemoryCacheImageInputStream(in), name));
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
          headerOf(stream(file), name);
          PictureFormat format = PictureFormats.of(stream(file), name);
          int orientation = upright ? format.orientation(file) : Orientation.UPRIGHT;
          return Orientation.upright(format.decode(file), orientation);
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
    } catch (IOException e) {
      throw new DatasetException(name + ": picture cannot be decoded (" + IoReason.of(e) + ")", e);
    } catch (RuntimeException e) {
      throw new DatasetException(
          name + ": damaged picture, or one that is stored in a way that is not read", e);
    } catch (OutOfMemoryError e) {
      throw new DatasetException(name + ": picture needs more memory than there is", e);
    }
  }

  private static PictureHeader headerOf(ImageInputStream in, String name) throws IOException {
    PictureHeader header = PictureFormats.of(in, name).header(in);
    header.check();
    return header;
  }

  private static ImageInputStream stream(byte[] file) {
    return new MemoryCacheImageInputStream(new ByteArrayInputStream(file));
  }
}
