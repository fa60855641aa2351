package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The first image of an animated WebP file (RFC 9649, section 2.7.1.1).
 *
 * @param left where it lies on the canvas
 * @param top where it lies on the canvas
 * @param still the image as a file of its own
 */
record WebpFrame(int left, int top, byte[] still) {
  private static final int FILE_HEAD_BYTES = 12;
  private static final int CHUNK_HEAD_BYTES = 8;
  private static final int FRAME_HEAD_BYTES = 16;
  private static final int EXTENDED_BYTES = 10;
  private static final int ALPHA = 0x10;

  /** Cuts the first image out of a file; fails with the reason alone if there is none. */
  static WebpFrame first(byte[] file) throws DatasetException {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.getInt(4) > file.length - CHUNK_HEAD_BYTES) {
      throw new DatasetException("truncated picture (the file is shorter than it says)");
    }
    for (int at = FILE_HEAD_BYTES; at <= file.length - CHUNK_HEAD_BYTES; ) {
      int length = bytes.getInt(at + 4);
      int content = at + CHUNK_HEAD_BYTES;
      if (length < 0 || length > file.length - content) {
        throw new DatasetException("truncated picture (ends within a WebP chunk)");
      }
      if (new Magic(Arrays.copyOfRange(file, at, at + 4)).has(0, "ANMF")) {
        return of(Arrays.copyOfRange(file, content, content + length));
      }
      at = content + length + length % 2;
    }
    throw new DatasetException("truncated picture (animated WebP without an image)");
  }

  private static WebpFrame of(byte[] frame) throws DatasetException {
    if (frame.length < FRAME_HEAD_BYTES + CHUNK_HEAD_BYTES) {
      throw new DatasetException("damaged picture (WebP image without pixels)");
    }
    byte[] chunks = Arrays.copyOfRange(frame, FRAME_HEAD_BYTES, frame.length);
    boolean separateAlpha = new Magic(chunks).has(0, "ALPH");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int extended = separateAlpha ? CHUNK_HEAD_BYTES + EXTENDED_BYTES : 0;
    chunk(out, "RIFF", 4 + extended + chunks.length);
    out.writeBytes("WEBP".getBytes(StandardCharsets.US_ASCII));
    if (separateAlpha) {
      chunk(out, "VP8X", EXTENDED_BYTES);
      out.writeBytes(new byte[] {ALPHA, 0, 0, 0});
      out.write(frame, 6, 6); // width and height
    }
    out.writeBytes(chunks);
    return new WebpFrame(2 * three(frame, 0), 2 * three(frame, 3), out.toByteArray());
  }

  private static void chunk(ByteArrayOutputStream out, String name, int length) {
    out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
  }

  private static int three(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16;
  }

  /** The image at its place on a transparent canvas. */
  Picture on(PictureHeader canvas, Picture image) throws DatasetException {
    RawImage from = image.pixels();
    if (left + from.width() > canvas.width() || top + from.height() > canvas.height()) {
      throw new DatasetException("damaged picture (WebP image beyond its canvas)");
    }
    int plane = canvas.width() * canvas.height();
    byte[] pixels = new byte[from.channels() * plane];
    byte[] alpha = new byte[plane];
    for (int y = 0; y < from.height(); y++) {
      int to = (top + y) * canvas.width() + left;
      int at = y * from.width();
      for (int channel = 0; channel < from.channels(); channel++) {
        int start = channel * from.height() * from.width();
        System.arraycopy(from.data(), start + at, pixels, channel * plane + to, from.width());
      }
      if (image.alpha() == null) {
        Arrays.fill(alpha, to, to + from.width(), (byte) 255);
      } else {
        System.arraycopy(image.alpha(), at, alpha, to, from.width());
      }
    }
    return new Picture(
        new RawImage(from.channels(), canvas.height(), canvas.width(), pixels), alpha);
  }
}
