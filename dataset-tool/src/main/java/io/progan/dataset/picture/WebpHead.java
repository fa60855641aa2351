package io.progan.dataset.picture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;

/** The first chunk of a WebP file (RFC 9649, sections 2 and 3), of which decoders do not tell. */
final class WebpHead {
  private static final int BYTES = 25;
  private static final int AT_FORMAT = 8;
  private static final int AT_CHUNK = 12;
  private static final int AT_FLAGS = 20; // of an extended file
  private static final int AT_LOSSLESS_FLAGS = 24;
  private static final int ALPHA = 0x10; // in both

  private WebpHead() {}

  /** Whether a stream begins with a WebP file without transparency; it stays where it was. */
  static boolean isOpaque(ImageInputStream in) throws IOException {
    byte[] head = new byte[BYTES];
    in.mark();
    int count = 0;
    for (int read = 0; read >= 0 && count < BYTES; count += Math.max(read, 0)) {
      read = in.read(head, count, BYTES - count);
    }
    in.reset();
    if (!is(head, 0, "RIFF") || !is(head, AT_FORMAT, "WEBP")) {
      return false;
    }
    return is(head, AT_CHUNK, "VP8 ")
        || (is(head, AT_CHUNK, "VP8L") && (head[AT_LOSSLESS_FLAGS] & ALPHA) == 0)
        || (is(head, AT_CHUNK, "VP8X") && (head[AT_FLAGS] & ALPHA) == 0);
  }

  private static boolean is(byte[] head, int at, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    return Arrays.equals(head, at, at + bytes.length, bytes, 0, bytes.length);
  }
}
