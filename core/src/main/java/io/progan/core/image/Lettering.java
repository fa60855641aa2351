package io.progan.core.image;

import io.progan.dataset.RawImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes short captions into pictures, white with a black edge, in a small bitmap font of its own:
 * fonts of the system may be missing, above all on servers.
 */
public final class Lettering {

  /** Width and height of a letter in the font's own pixels. */
  private static final int WIDTH = 5;

  private static final int HEIGHT = 7;

  private static final Map<Character, String> GLYPHS = read();

  private final int scale;

  /**
   * Chooses the size.
   *
   * @param scale how many pixels of the picture one of the font's 5x7 pixels takes; at least 1
   */
  public Lettering(int scale) {
    this.scale = scale;
  }

  /** The height of a line in pixels, with its edge. */
  public int height() {
    return (HEIGHT + 2) * scale;
  }

  /** The width of a text in pixels, with its edge. */
  public int width(String text) {
    return (text.length() * (WIDTH + 1) + 1) * scale;
  }

  /**
   * Writes one line; what lies outside of the picture is cut off. Letters that the font does not
   * have are left blank: it has digits, small letters, and {@code . , : - + / %}.
   *
   * @param left the column of the line's left end
   * @param top the row of its upper end
   */
  public void write(RawImage picture, String text, int left, int top) {
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < text.length(); i++) {
        String glyph = GLYPHS.getOrDefault(text.charAt(i), "");
        for (int dot = 0; dot < glyph.length(); dot++) {
          if (glyph.charAt(dot) == '#') {
            int x = left + (1 + i * (WIDTH + 1) + dot % WIDTH) * scale;
            int y = top + (1 + dot / WIDTH) * scale;
            int edge = pass == 0 ? scale : 0;
            fill(picture, x - edge, y - edge, scale + 2 * edge, (byte) (pass == 0 ? 0 : 255));
          }
        }
      }
    }
  }

  private static void fill(RawImage picture, int left, int top, int side, byte value) {
    for (int y = Math.max(0, top); y < Math.min(picture.height(), top + side); y++) {
      for (int x = Math.max(0, left); x < Math.min(picture.width(), left + side); x++) {
        for (int c = 0; c < picture.channels(); c++) {
          picture.data()[(c * picture.height() + y) * picture.width() + x] = value;
        }
      }
    }
  }

  /** Each letter is a line with the letter, then seven lines of dots and hashes. */
  private static Map<Character, String> read() {
    Map<Character, String> glyphs = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Lettering.class.getResourceAsStream("letters.txt"), StandardCharsets.UTF_8))) {
      for (String name = lines.readLine(); name != null; name = lines.readLine()) {
        StringBuilder dots = new StringBuilder();
        for (int row = 0; row < HEIGHT; row++) {
          dots.append(lines.readLine());
        }
        glyphs.put(name.charAt(0), dots.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return glyphs;
  }
}
