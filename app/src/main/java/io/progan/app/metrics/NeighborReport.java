package io.progan.app.metrics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.app.console.Console;
import io.progan.core.image.ImageGrid;
import io.progan.core.image.PngWriter;
import io.progan.dataset.RawImage;
import io.progan.metrics.image.ImageBatch;
import io.progan.metrics.neighbors.Neighbor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Shows nearest neighbours: a picture with a row for each image, and their distances. */
final class NeighborReport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Console console;
  private final boolean json;
  private final ObjectNode root = JSON.createObjectNode();

  NeighborReport(Console console, boolean json, String reals) {
    this.console = console;
    this.json = json;
    root.put("reals", reals);
  }

  /**
   * Draws a picture and lists the distances.
   *
   * @param space how distances were measured
   * @param found the nearest of each image
   * @param file gets the picture: in each row an image and its neighbours, nearest first
   */
  void add(
      NeighborSearch.Space space,
      ImageBatch fakes,
      SampleSet reals,
      List<List<Neighbor>> found,
      Path file)
      throws IOException {
    draw(fakes.toRgb(), reals, found, file);
    String name = space.name().toLowerCase(Locale.ROOT);
    ObjectNode node = root.putObject(name).put("picture", file.toString());
    ArrayNode images = node.putArray("images");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < found.size(); i++) {
      ArrayNode nearest = images.addArray();
      text.append(String.format(Locale.ROOT, "%-10s", i));
      for (Neighbor neighbor : found.get(i)) {
        nearest.addObject().put("index", neighbor.index()).put("distance", neighbor.distance());
        String cell = String.format(Locale.ROOT, "#%d %.2f", neighbor.index(), neighbor.distance());
        text.append(String.format(Locale.ROOT, "%-18s", cell));
      }
      text.setLength(text.toString().stripTrailing().length());
      text.append('\n');
    }
    if (!json) {
      console.out().print("Image     Nearest reals by " + name + ": #index distance\n" + text);
      console.out().println(file);
      console.out().flush();
    }
  }

  /** Prints the JSON object, if it was asked for. */
  void end() {
    if (json) {
      console.out().println(root.toPrettyString().replace(System.lineSeparator(), "\n"));
    }
  }

  private static void draw(ImageBatch fakes, SampleSet reals, List<List<Neighbor>> found, Path file)
      throws IOException {
    int columns = 1 + found.get(0).size();
    int length = fakes.values().length / fakes.count();
    float[] tiles = new float[fakes.count() * columns * length];
    for (int row = 0; row < fakes.count(); row++) {
      System.arraycopy(fakes.values(), row * length, tiles, row * columns * length, length);
      for (int i = 0; i < found.get(row).size(); i++) {
        try (SampleReader reader = reals.open((int) found.get(row).get(i).index())) {
          float[] real = reader.next(1).images().toRgb().values();
          System.arraycopy(real, 0, tiles, (row * columns + 1 + i) * length, length);
        }
      }
    }
    ImageGrid grid = new ImageGrid(columns, fakes.count());
    float[] tiled = grid.tile(tiles, fakes.channels(), fakes.height(), fakes.width());
    byte[] pixels = new byte[tiled.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (int) tiled[i];
    }
    PngWriter.write(
        new RawImage(
            fakes.channels(), fakes.count() * fakes.height(), columns * fakes.width(), pixels),
        file);
  }
}
