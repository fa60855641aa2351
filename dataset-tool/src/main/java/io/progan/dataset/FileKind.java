package io.progan.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells by its first bytes what a file is that should be another one: what failed downloads leave,
 * what is still packed, and well-known formats.
 */
public final class FileKind {
  /** What {@link #of} says of NumPy's array files. */
  public static final String NPY = "a NumPy array file";

  private static final int START_BYTES = 512;
  private static final int TAR_MAGIC_AT = 257;
  private static final int ZLIB_START = 0x78;
  private static final int TEXT_LIKE = 0x5e; // "x^" is seldom anything but text
  private static final int ZLIB_CHECK = 31;
  private static final String UNPACK = "; unpack it first";

  /** What text begins with, in lower case. */
  private static final List<Kind> TEXTS =
      List.of(
          new Kind(
              "version https://git-lfs",
              "a Git LFS pointer instead of the file; fetch the file, as 'git lfs pull' does"),
          new Kind(
              "/annex/objects/",
              "a git-annex pointer instead of the file; fetch the file, as 'git annex get' does"),
          new Kind("<!doctype html", Kind.PAGE),
          new Kind("<html", Kind.PAGE),
          new Kind("<head", Kind.PAGE),
          new Kind("<?xml", "an XML text, perhaps a server's error; download the file again"),
          new Kind("<error", "an XML text, perhaps a server's error; download the file again"));

  /** The first bytes in hexadecimal digits. */
  private static final List<Kind> MAGICS =
      List.of(
          new Kind("1f8b08", "packed by gzip" + UNPACK + ", as 'gunzip' does"),
          new Kind("425a68", "packed by bzip2" + UNPACK + ", as 'bunzip2' does"),
          new Kind("fd377a585a00", "packed by xz" + UNPACK + ", as 'unxz' does"),
          new Kind("28b52ffd", "packed by Zstandard" + UNPACK + ", as 'unzstd' does"),
          new Kind("04224d18", "packed by LZ4" + UNPACK + ", as 'unlz4' does"),
          new Kind("504b0304", "a zip" + UNPACK),
          new Kind("504b0506", "an empty zip"),
          new Kind("377abcaf271c", "a 7z archive" + UNPACK),
          new Kind("526172211a07", "a RAR archive" + UNPACK),
          new Kind("894844460d0a1a0a", "an HDF5 file"),
          new Kind("934e554d5059", NPY),
          new Kind("25504446", "a PDF document"),
          new Kind("89504e470d0a1a0a", "a PNG picture"),
          new Kind("ffd8ff", "a JPEG picture"));

  private record Kind(String start, String words) {
    static final String PAGE =
        "a web page (HTML) instead of the file, as failed downloads leave it; download it again";
  }

  private FileKind() {}

  /** What the file is, to stand after "is"; empty if that is not known. */
  public static Optional<String> of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(START_BYTES));
    }
  }

  /**
   * What begins so.
   *
   * @param start the first bytes, 512 or all if there are fewer
   */
  public static Optional<String> of(byte[] start) {
    if (start.length == 0) {
      return Optional.of("empty");
    }
    String text =
        new String(start, StandardCharsets.UTF_8)
            .replaceFirst("^\\uFEFF", "")
            .stripLeading()
            .toLowerCase(Locale.ROOT);
    String digits = HexFormat.of().formatHex(start);
    return find(TEXTS, text).or(() -> find(MAGICS, digits)).or(() -> other(start));
  }

  private static Optional<String> find(List<Kind> kinds, String start) {
    return kinds.stream()
        .filter(kind -> start.startsWith(kind.start()))
        .findFirst()
        .map(Kind::words);
  }

  private static Optional<String> other(byte[] start) {
    if (Arrays.equals(start, new byte[START_BYTES])) {
      return Optional.of("filled with zeros, as broken downloads leave it; download it again");
    }
    byte[] ustar = "ustar".getBytes(StandardCharsets.US_ASCII);
    int tarEnd = TAR_MAGIC_AT + ustar.length;
    if (start.length >= tarEnd
        && Arrays.equals(start, TAR_MAGIC_AT, tarEnd, ustar, 0, ustar.length)) {
      return Optional.of("a tar" + UNPACK);
    }
    return isZlib(start) ? Optional.of("packed by zlib" + UNPACK) : Optional.empty();
  }

  /** RFC 1950: deflate in a window of 32 KiB, and the first two bytes are a multiple of 31. */
  private static boolean isZlib(byte[] start) {
    if (start.length < 2 || start[0] != ZLIB_START || start[1] == TEXT_LIKE) {
      return false;
    }
    int check = (start[0] & 0xff) << 8 | (start[1] & 0xff);
    return check % ZLIB_CHECK == 0;
  }
}
