package io.progan.core.snapshot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Tells the content of snapshots apart, whatever their files are called. */
public final class ContentChecksum {

  private ContentChecksum() {}

  /**
   * The SHA-256 of the names and checksums of all members, which is quicker than of the bytes.
   *
   * @return lower-case hexadecimal digits
   * @throws SnapshotException if the file is no snapshot, or damaged
   * @throws IOException if it cannot be read
   */
  public static String of(Path snapshot) throws IOException {
    MessageDigest digest = sha256();
    try (ZipFile zip = new ZipFile(snapshot.toFile())) {
      zip.stream()
          .map(entry -> entry.getName() + " " + entry.getCrc() + "\n")
          .sorted()
          .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
    } catch (ZipException e) {
      throw new SnapshotException(
          snapshot + ": damaged or not a snapshot (" + e.getMessage() + ")", e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
