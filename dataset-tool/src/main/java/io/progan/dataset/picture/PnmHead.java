package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import java.util.HashMap;
import java.util.Map;

/**
 * The header of a PNM file.
 *
 * @param kind the digit behind the P, 1 to 7
 * @param width columns
 * @param height rows
 * @param most what stands for full light, 1 to 65535
 * @param colors 1 for grey, 3 for RGB
 * @param alpha whether opacity follows the colours of each pixel
 */
record PnmHead(int kind, int width, int height, int most, int colors, boolean alpha) {
  /** Within so many bytes a header must end. */
  static final int MOST_BYTES = 1 << 16;

  private static final int TEXT_BITMAP = 1;
  private static final int LAST_TEXT = 3;
  private static final int BITMAP = 4;
  private static final int PAM = 7;
  private static final int MOST = 65535;
  private static final int MOST_SIDE = 1 << 24;

  /** Samples of each pixel. */
  int depth() {
    return colors + (alpha ? 1 : 0);
  }

  boolean text() {
    return kind <= LAST_TEXT;
  }

  /** Whether eight samples are packed into a byte. */
  boolean bits() {
    return kind == BITMAP;
  }

  /** Whether 1 is black. */
  boolean inverted() {
    return kind == TEXT_BITMAP || kind == BITMAP;
  }

  /** Reads a header; the bytes stand at the first sample then. */
  static PnmHead read(PnmBytes bytes) throws DatasetException {
    int kind = (bytes.word() & 0xff) - '0';
    if (kind == PAM) {
      bytes.line();
      return readPam(bytes);
    }
    int width = bytes.number();
    int height = bytes.number();
    boolean bitmap = kind == TEXT_BITMAP || kind == BITMAP;
    int most = bitmap ? 1 : bytes.number();
    check(bytes, width, height, most);
    bytes.separator();
    boolean color = kind == LAST_TEXT || kind == 6;
    return new PnmHead(kind, width, height, most, color ? 3 : 1, false);
  }

  private static void check(PnmBytes bytes, int width, int height, int most)
      throws DatasetException {
    if (bytes.atEnd()) {
      throw new DatasetException("truncated picture (ends within the PNM header)");
    }
    if (width < 1 || height < 1 || Math.max(width, height) >= MOST_SIDE) {
      throw new DatasetException("damaged picture (PNM header without a usable size)");
    }
    if (most < 1 || most > MOST) {
      throw new DatasetException(
          "damaged picture (PNM whose greatest sample is not one of 1 to 65535)");
    }
  }

  private static PnmHead readPam(PnmBytes bytes) throws DatasetException {
    Map<String, String> fields = new HashMap<>();
    String line = bytes.line().strip();
    while (!line.equals("ENDHDR")) {
      if (bytes.atEnd()) {
        throw new DatasetException("truncated picture (ends within the PAM header)");
      }
      if (!line.isEmpty() && line.charAt(0) != '#') {
        String[] words = line.split("\\s+", 2);
        fields.merge(words[0], words.length < 2 ? "" : words[1], (a, b) -> a + " " + b);
      }
      line = bytes.line().strip();
    }
    int depth = number(fields, "DEPTH");
    int width = number(fields, "WIDTH");
    int height = number(fields, "HEIGHT");
    int most = number(fields, "MAXVAL");
    check(bytes, width, height, most);
    String type = fields.getOrDefault("TUPLTYPE", depth == 1 ? "GRAYSCALE" : "RGB");
    int needed =
        switch (type) {
          case "BLACKANDWHITE", "GRAYSCALE" -> 1;
          case "BLACKANDWHITE_ALPHA", "GRAYSCALE_ALPHA" -> 2;
          case "RGB" -> 3;
          case "RGB_ALPHA" -> 4;
          default -> 0;
        };
    if (needed != depth || (needed > 0 && type.startsWith("BLACK") && most != 1)) {
      throw new DatasetException(
          "PAM of the tuple type '%s' with depth %d and maxval %d is not read;"
                  .formatted(type, depth, most)
              + " 'magick IN OUT.png' may convert it");
    }
    return new PnmHead(PAM, width, height, most, depth < 3 ? 1 : 3, depth % 2 == 0);
  }

  private static int number(Map<String, String> fields, String name) {
    String value = fields.getOrDefault(name, "");
    return value.matches("[0-9]{1,7}") ? Integer.parseInt(value) : -1;
  }
}
