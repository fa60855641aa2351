package io.progan.core.snapshot;

import java.io.BufferedInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The checksum of a whole zip file, at its very end, where zips have their comment: {@code
 * crc32c=1a2b3c4d}, of all bytes before it. The members' own checksums say nothing of headers.
 */
final class FileSeal {

  private static final String NAME = "crc32c=";
  private static final int LENGTH = NAME.length() + 8;
  private static final byte[] END_OF_ZIP = {'P', 'K', 5, 6};
  private static final int END_BYTES = 22;
  private static final int BUFFER_BYTES = 1 << 16;

  private FileSeal() {}

  /** What the comment has to be while the zip is written. */
  static String placeholder() {
    return text(0);
  }

  private static String text(long checksum) {
    return NAME + HexFormat.of().toHexDigits((int) checksum);
  }

  /** Passes a zip on but for its comment, in the place of which {@link #finish()} puts the seal. */
  static final class Stream extends FilterOutputStream {

    private final CRC32C checksum = new CRC32C();
    private final byte[] held = new byte[LENGTH];
    private int heldBytes;

    /** Seals what is written to a stream, which stays the caller's to close. */
    Stream(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int passed = Math.max(0, heldBytes + length - LENGTH);
      int old = Math.min(passed, heldBytes);
      pass(held, 0, old);
      pass(bytes, offset, passed - old);
      System.arraycopy(held, old, held, 0, heldBytes - old);
      heldBytes -= old;
      int kept = length - (passed - old);
      System.arraycopy(bytes, offset + length - kept, held, heldBytes, kept);
      heldBytes += kept;
    }

    private void pass(byte[] bytes, int offset, int length) throws IOException {
      checksum.update(bytes, offset, length);
      out.write(bytes, offset, length);
    }

    /** Writes the seal; the last call. */
    void finish() throws IOException {
      out.write(text(checksum.getValue()).getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  }

  /**
   * Checks the seal of a zip file. One without a comment has none, as those of NumPy.
   *
   * @throws SnapshotException if it is broken
   */
  static void check(Path file) throws IOException {
    CRC32C checksum = new CRC32C();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long left = Files.size(file) - LENGTH;
      while (left > 0) {
        int read = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
        checksum.update(buffer, 0, read);
        left = read == 0 ? 0 : left - read;
      }
      String seal = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      if (!seal.equals(text(checksum.getValue())) && hasComment(file)) {
        throw new SnapshotException(file + ": damaged (wrong checksum of the whole file)");
      }
    }
  }

  private static boolean hasComment(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.max(0, Files.size(file) - END_BYTES));
      return !Arrays.equals(in.readNBytes(END_OF_ZIP.length), END_OF_ZIP);
    }
  }
}
