package io.progan.dataset.picture;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/** The first chunk of a WebP file (RFC 9649, sections 2 and 3), of which decoders do not tell. */
final class WebpHead {
  private static final int BYTES = 30;
  private static final int AT_CHUNK = 12;
  private static final int AT_FLAGS = 20; // of an extended file
  private static final int AT_LOSSLESS_FLAGS = 24;
  private static final int AT_WIDTH = 24; // of an extended file, and the height behind it
  private static final int ALPHA = 0x10; // in both
  private static final int ANIMATION = 0x02;

  private WebpHead() {}

  /** Whether a stream begins with a WebP file without transparency; it stays where it was. */
  static boolean isOpaque(ImageInputStream in) throws IOException {
    Magic head = read(in);
    return head.has(AT_CHUNK, "VP8 ")
        || (head.has(AT_CHUNK, "VP8L") && (head.at(AT_LOSSLESS_FLAGS) & ALPHA) == 0)
        || (head.has(AT_CHUNK, "VP8X") && (head.at(AT_FLAGS) & ALPHA) == 0);
  }

  /** The canvas of an animation, or null for a still picture; the stream stays where it was. */
  static PictureHeader animation(ImageInputStream in) throws IOException {
    Magic head = read(in);
    if (!head.has(AT_CHUNK, "VP8X") || (head.at(AT_FLAGS) & ANIMATION) == 0) {
      return null;
    }
    return new PictureHeader(side(head, AT_WIDTH), side(head, AT_WIDTH + 3), 3, true);
  }

  private static int side(Magic head, int at) {
    return (head.at(at) | head.at(at + 1) << 8 | head.at(at + 2) << 16) + 1;
  }

  private static Magic read(ImageInputStream in) throws IOException {
    byte[] head = new byte[BYTES];
    in.mark();
    int count = 0;
    for (int read = 0; read >= 0 && count < BYTES; count += Math.max(read, 0)) {
      read = in.read(head, count, BYTES - count);
    }
    in.reset();
    return new Magic(head);
  }
}
