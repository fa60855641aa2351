package io.progan.dataset.picture;

/** Takes numbers of all kinds out of a PNM file; they are -1 where there is none. */
final class PnmBytes {
  private static final int MOST = 1 << 24;

  private final byte[] file;
  private int at;
  private int bitsLeft;

  PnmBytes(byte[] file) {
    this.file = file;
  }

  boolean atEnd() {
    return at >= file.length;
  }

  int place() {
    return at;
  }

  /** The next byte, or -1 at the end. */
  int sample() {
    return at < file.length ? file[at++] & 0xff : -1;
  }

  /** The next two bytes, the high one first. */
  int word() {
    if (at + 2 > file.length) {
      at = file.length;
      return -1;
    }
    return sample() << 8 | sample();
  }

  /** The next bit of packed rows. */
  int bit() {
    if (bitsLeft == 0) {
      if (at >= file.length) {
        return -1;
      }
      at++;
      bitsLeft = 8;
    }
    return file[at - 1] >> --bitsLeft & 1;
  }

  /** Passes over the rest of a packed row. */
  void nextByte() {
    bitsLeft = 0;
  }

  /** The next of the digits 0 and 1, which need no blanks between them. */
  int digit() {
    skipBlanks();
    int value = sample();
    if (value != '0' && value != '1') {
      at = value < 0 ? at : at - 1;
      return -1;
    }
    return value - '0';
  }

  /** The next decimal number, behind blanks and comments. */
  int number() {
    skipBlanks();
    int start = at;
    int value = 0;
    while (at < file.length && file[at] >= '0' && file[at] <= '9') {
      value = Math.min(MOST, value * 10 + file[at++] - '0');
    }
    boolean whole = at > start && (at == file.length || isBlank(file[at]) || file[at] == '#');
    return whole ? value : -1;
  }

  /** The one blank, or the comment with its line end, that separates a header from samples. */
  void separator() {
    if (at < file.length && file[at] == '#') {
      line();
    } else {
      at++;
    }
  }

  /** The rest of the line, without its end. */
  String line() {
    StringBuilder line = new StringBuilder();
    while (at < file.length && file[at] != '\n') {
      line.append((char) file[at++]);
    }
    at++;
    return line.toString();
  }

  private void skipBlanks() {
    while (at < file.length && (isBlank(file[at]) || file[at] == '#')) {
      if (file[at] == '#') {
        line();
      } else {
        at++;
      }
    }
  }

  private static boolean isBlank(int value) {
    return value == ' ' || (value >= '\t' && value <= '\r');
  }
}
