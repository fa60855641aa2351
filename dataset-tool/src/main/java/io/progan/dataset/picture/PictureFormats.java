package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;

/** Tells formats by how their files begin. */
final class PictureFormats {
  private static final int BYTES = 128;

  private PictureFormats() {}

  /**
   * The format of a file; the stream stays where it is.
   *
   * @param name what the file is called, for one format that cannot be told otherwise
   * @throws DatasetException with the reason alone if it is none that is read
   */
  static PictureFormat of(ImageInputStream in, String name) throws IOException {
    byte[] bytes = new byte[BYTES];
    in.mark();
    int count = 0;
    for (int read = 0; read >= 0 && count < BYTES; count += Math.max(read, 0)) {
      read = in.read(bytes, count, BYTES - count);
    }
    in.reset();
    if (count == 0) {
      throw new DatasetException("not a picture that can be read (the file is empty)");
    }
    Magic head = new Magic(Arrays.copyOf(bytes, count));
    PictureFormat format = known(head);
    if (format == null) {
      throw ForeignFormat.refusal(head, name);
    }
    return format;
  }

  private static PictureFormat known(Magic head) {
    if (head.has(0, "\u0089PNG\r\n\u001a\n")) {
      return new PngFormat();
    }
    if (head.has(0, "\u00ff\u00d8\u00ff") && !head.has(3, "\u00f7")) {
      return new JpegFormat();
    }
    if (head.has(0, "RIFF") && head.has(8, "WEBP")) {
      return new WebpFormat();
    }
    if (head.has(0, "GIF87a") || head.has(0, "GIF89a")) {
      return new GifFormat();
    }
    if (TiffFormat.matches(head)) {
      return new TiffFormat();
    }
    if (PnmFormat.matches(head)) {
      return new PnmFormat();
    }
    if (head.has(0, "8BPS")) {
      return new PsdFormat();
    }
    if (head.has(0, "BM")) {
      return new BmpFormat();
    }
    return IcoFormat.matches(head) ? new IcoFormat() : null;
  }
}
