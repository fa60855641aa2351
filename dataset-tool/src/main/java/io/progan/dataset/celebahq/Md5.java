package io.progan.dataset.celebahq;

import io.progan.dataset.RawImage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** MD5 sums of images: of their bytes in the order channel, row, column. */
final class Md5 {
  private Md5() {}

  /** 32 hexadecimal digits. */
  static String of(RawImage image) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(md5.digest(image.data()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
