package io.progan.dataset.celebahq;

import io.progan.dataset.DatasetException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens deltas, which are locked with the photograph that they belong to: a Fernet token (Fernet
 * specification, version 0x80) whose key is PBKDF2-HMAC-SHA256 (RFC 8018, section 5.2) of the JPEG
 * file's bytes with its name as salt.
 */
final class DeltaCipher {
  private static final int ITERATIONS = 100_000;
  private static final String HMAC = "HmacSHA256";
  private static final int KEY_BYTES = 16;
  private static final int VERSION = 0x80;
  private static final int AT_IV = 9;
  private static final int IV_BYTES = 16;
  private static final int AT_CIPHERTEXT = AT_IV + IV_BYTES;
  private static final int MAC_BYTES = 32;

  private DeltaCipher() {}

  /** The 32 bytes of key for a photograph: 16 to sign, 16 to encrypt. */
  static byte[] key(byte[] photo, String photoName) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(photo, HMAC));
      mac.update(photoName.getBytes(StandardCharsets.US_ASCII));
      byte[] round = mac.doFinal(new byte[] {0, 0, 0, 1});
      byte[] key = round.clone();
      for (int i = 1; i < ITERATIONS; i++) {
        mac.update(round);
        mac.doFinal(round, 0);
        for (int k = 0; k < key.length; k++) {
          key[k] ^= round[k];
        }
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  /**
   * What a token holds.
   *
   * @param token base64url text
   * @throws DatasetException if it is damaged or locked with another key
   */
  static byte[] open(byte[] token, byte[] key) throws DatasetException {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw new DatasetException("not a Fernet token (" + e.getMessage() + ")", e);
    }
    if (bytes.length < AT_CIPHERTEXT + MAC_BYTES || (bytes[0] & 0xff) != VERSION) {
      throw new DatasetException("not a Fernet token");
    }
    try {
      return decrypt(bytes, key);
    } catch (GeneralSecurityException e) {
      throw new DatasetException("damaged Fernet token (" + e.getMessage() + ")", e);
    }
  }

  private static byte[] decrypt(byte[] bytes, byte[] key)
      throws DatasetException, GeneralSecurityException {
    int end = bytes.length - MAC_BYTES;
    Mac mac = Mac.getInstance(HMAC);
    mac.init(new SecretKeySpec(key, 0, KEY_BYTES, HMAC));
    mac.update(ByteBuffer.wrap(bytes, 0, end));
    if (!MessageDigest.isEqual(mac.doFinal(), Arrays.copyOfRange(bytes, end, bytes.length))) {
      throw new DatasetException(
          "cannot be opened with this photograph; one of the two is damaged or another version");
    }
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    SecretKeySpec secret = new SecretKeySpec(key, KEY_BYTES, KEY_BYTES, "AES");
    cipher.init(Cipher.DECRYPT_MODE, secret, new IvParameterSpec(bytes, AT_IV, IV_BYTES));
    return cipher.doFinal(bytes, AT_CIPHERTEXT, end - AT_CIPHERTEXT);
  }
}
