package io.progan.dataset.celebahq;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** The difference between an aligned photograph and the image of the dataset, modulo 256. */
final class Delta {
  private static final int MAX = 255;

  private final byte[] bytes;

  private Delta(byte... bytes) {
    this.bytes = bytes;
  }

  /**
   * Decrypts and unpacks a delta.
   *
   * @param token as it lies in the zip
   * @param key from {@link DeltaCipher#key}
   * @param size how many bytes it must have: one for each byte of the image
   * @throws DatasetException if it is damaged, belongs to another photograph or has another size
   */
  static Delta open(byte[] token, byte[] key, int size) throws IOException {
    byte[] packed = DeltaCipher.open(token, key);
    byte[] bytes;
    try (InputStream in = new BZip2CompressorInputStream(new ByteArrayInputStream(packed))) {
      bytes = in.readNBytes(size + 1);
    } catch (IOException e) {
      throw new DatasetException("not packed as bzip2 (" + e.getMessage() + ")", e);
    }
    if (bytes.length != size) {
      String found = bytes.length > size ? "more" : "only " + bytes.length;
      throw new DatasetException("must have " + size + " bytes, has " + found);
    }
    return new Delta(bytes);
  }

  byte[] bytes() {
    return bytes;
  }

  /** The image of the dataset, if the aligned one is right to the bit: sums wrap around. */
  RawImage applyExactly(RawImage aligned) {
    byte[] sum = new byte[bytes.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (byte) (aligned.data()[i] + bytes[i]);
    }
    return like(aligned, sum);
  }

  /**
   * Nearly the image of the dataset, if the aligned one is a level off here and there. Sums stop at
   * 0 and 255, because a white pixel that is one level off would become black by wrapping around.
   */
  RawImage applyNearly(RawImage aligned) {
    byte[] sum = new byte[bytes.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (byte) Math.max(0, Math.min(MAX, (aligned.data()[i] & 0xff) + bytes[i]));
    }
    return like(aligned, sum);
  }

  private static RawImage like(RawImage image, byte... data) {
    return new RawImage(image.channels(), image.height(), image.width(), data);
  }
}
