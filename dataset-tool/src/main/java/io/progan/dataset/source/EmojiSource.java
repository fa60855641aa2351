package io.progan.dataset.source;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The bundled pictures: Google's Noto Emoji, 32 x 32 RGB laid over white, in the order of the
 * index, with one-hot labels of their categories in alphabetical order.
 */
public final class EmojiSource implements ImageSource {
  private static final String FOLDER = "/noto-emoji/";
  private static final int RESOLUTION = 32;
  private static final int CHANNELS = 3;
  private static final int CELL = 34;
  private static final int BORDER = 1;
  private static final int INDEX_COLUMNS = 5;
  private static final int WHITE = 255;

  private final int[] argb;
  private final int sheetWidth;
  private final List<Entry> entries;
  private final List<String> classNames;

  private record Entry(int column, int row, String category) {}

  /** Decodes the sheet and reads the index. */
  public EmojiSource() throws IOException {
    BufferedImage sheet = sheet();
    sheetWidth = sheet.getWidth();
    argb = sheet.getRGB(0, 0, sheetWidth, sheet.getHeight(), null, 0, sheetWidth);
    entries = index();
    classNames = entries.stream().map(Entry::category).distinct().sorted().toList();
  }

  private static BufferedImage sheet() throws IOException {
    try (InputStream in = resource("noto-emoji-32px-sheet.png")) {
      return ImageIO.read(new MemoryCacheImageInputStream(in));
    }
  }

  private static List<Entry> index() throws IOException {
    String text;
    try (InputStream in = resource("index.csv")) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<Entry> entries = new ArrayList<>();
    for (String line : text.lines().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      if (cells.length != INDEX_COLUMNS) {
        throw new DatasetException("index.csv of the bundled pictures: broken line: " + line);
      }
      entries.add(new Entry(Integer.parseInt(cells[0]), Integer.parseInt(cells[1]), cells[2]));
    }
    return entries;
  }

  private static InputStream resource(String name) throws DatasetException {
    InputStream in = EmojiSource.class.getResourceAsStream(FOLDER + name);
    if (in == null) {
      throw new DatasetException(
          "bundled file " + FOLDER + name + " is missing from the class path");
    }
    return in;
  }

  @Override
  public String description() {
    return "Noto Emoji, 32 pixels (emoji-datasource-google 16.0.0)";
  }

  @Override
  public int count() {
    return entries.size();
  }

  @Override
  public RawImage image(int index) {
    Entry entry = entries.get(index);
    int left = CELL * entry.column() + BORDER;
    int top = CELL * entry.row() + BORDER;
    int plane = RESOLUTION * RESOLUTION;
    byte[] data = new byte[CHANNELS * plane];
    for (int y = 0; y < RESOLUTION; y++) {
      for (int x = 0; x < RESOLUTION; x++) {
        int pixel = argb[(top + y) * sheetWidth + left + x];
        int at = y * RESOLUTION + x;
        data[at] = overWhite(pixel >>> 16, pixel >>> 24);
        data[plane + at] = overWhite(pixel >>> 8, pixel >>> 24);
        data[2 * plane + at] = overWhite(pixel, pixel >>> 24);
      }
    }
    return new RawImage(CHANNELS, RESOLUTION, RESOLUTION, data);
  }

  /** The lowest byte of {@code value}, blended by {@code alpha} / 255, to the nearest integer. */
  private static byte overWhite(int value, int alpha) {
    return (byte) (((value & 0xff) * alpha + WHITE * (255 - alpha) + 127) / 255);
  }

  @Override
  public int labelSize() {
    return classNames.size();
  }

  @Override
  public float[] label(int index) {
    float[] label = new float[classNames.size()];
    label[classNames.indexOf(entries.get(index).category())] = 1;
    return label;
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }
}
