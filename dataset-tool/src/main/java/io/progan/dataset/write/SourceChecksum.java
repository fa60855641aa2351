package io.progan.dataset.write;

import io.progan.dataset.source.ImageSource;
import io.progan.dataset.tfrecord.Checksum;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Tells sources apart without decoding their images. */
final class SourceChecksum {
  private SourceChecksum() {}

  /** The SHA-256 checksum of what is known of all images: identities and labels in their order. */
  static String of(ImageSource source) throws IOException {
    MessageDigest digest = Checksum.digest();
    ByteBuffer label = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, source.labelSize()));
    for (int i = 0; i < source.count(); i++) {
      digest.update((source.identity(i) + "\n").getBytes(StandardCharsets.UTF_8));
      label.asFloatBuffer().put(source.label(i));
      digest.update(label.array());
    }
    return Checksum.hex(digest);
  }
}
