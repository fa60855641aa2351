package io.progan.app.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.app.console.CommandFailure;
import io.progan.app.console.HumanFormat;
import io.progan.core.image.Lettering;
import io.progan.core.image.PictureScale;
import io.progan.core.snapshot.RunFolder;
import io.progan.dataset.RawImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A video of how the images of a run have grown: its image grids over the time that the training
 * took, with captions.
 *
 * @param grids the grids in the order in which they were made
 */
public record TrainingVideo(List<Grid> grids) {

  private static final int MOST_WIDTH = 1920;
  private static final int MOST_HEIGHT = 1080;
  private static final int LETTER_PIXELS = 7;
  private static final int LINES = 34;

  /**
   * An image grid of a run.
   *
   * @param file the picture
   * @param seconds how long the training had taken
   * @param kimg thousands of real images shown
   * @param lod the level of detail
   */
  record Grid(Path file, double seconds, double kimg, double lod) {}

  /** Keeps its own list. */
  public TrainingVideo {
    grids = List.copyOf(grids);
  }

  /**
   * Finds the grids of a run.
   *
   * @throws CommandFailure if there are none
   */
  public static TrainingVideo of(RunFolder run) throws IOException {
    List<Grid> grids = new ArrayList<>();
    List<JsonNode> ticks = ticks(run);
    Path first = run.fakes(0);
    if (Files.isRegularFile(first) && !ticks.isEmpty()) {
      grids.add(new Grid(first, 0, 0, ticks.get(0).path("lod").asDouble()));
    }
    for (JsonNode tick : ticks) {
      double kimg = tick.path("kimg").asDouble();
      Path file = run.fakes(Math.round(kimg * 1000));
      if (Files.isRegularFile(file) && !file.equals(first)) {
        double seconds = tick.path("totalSeconds").asDouble();
        grids.add(new Grid(file, seconds, kimg, tick.path("lod").asDouble()));
      }
    }
    if (grids.isEmpty()) {
      throw CommandFailure.wrongUsage(
          "%s: no image grids (fakes*.png) of ticks in %s; name the folder of a run"
              .formatted(run.path(), run.stats().getFileName()));
    }
    return new TrainingVideo(grids);
  }

  /** The last line of a run that goes on, or has crashed, may be half written; it is left out. */
  private static List<JsonNode> ticks(RunFolder run) throws IOException {
    List<JsonNode> ticks = new ArrayList<>();
    if (!Files.isRegularFile(run.stats())) {
      return ticks;
    }
    ObjectMapper mapper = new ObjectMapper();
    String text = new String(Files.readAllBytes(run.stats()), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      try {
        ticks.add(mapper.readTree(line));
      } catch (JsonProcessingException e) {
        break;
      }
    }
    return ticks;
  }

  /**
   * Makes the video.
   *
   * @param timeWarp above 1 for a slow beginning: after the part t of the video, the part {@code
   *     t^timeWarp} of the training has passed
   */
  public MadeVideo make(VideoMaker maker, Path file, int frames, double timeWarp)
      throws IOException {
    double total = grids.get(grids.size() - 1).seconds();
    return maker.write(
        file,
        frames,
        sink -> {
          Grid shown = null;
          RawImage picture = null;
          for (int frame = 0; frame < frames; frame++) {
            double seconds = Math.pow((double) frame / Math.max(1, frames - 1), timeWarp) * total;
            Grid grid = at(seconds);
            if (!grid.equals(shown)) {
              picture = read(grid.file());
              shown = grid;
            }
            sink.write(captioned(picture, grid, seconds));
          }
        });
  }

  /** The newest grid that was there at a time. */
  private Grid at(double seconds) {
    Grid found = grids.get(0);
    for (Grid grid : grids) {
      if (grid.seconds() <= seconds) {
        found = grid;
      }
    }
    return found;
  }

  private static RawImage read(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    if (image == null) {
      throw CommandFailure.wrongUsage(file + ": not a PNG picture; remove it to leave it out");
    }
    int plane = image.getWidth() * image.getHeight();
    int[] colors =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    byte[] data = new byte[3 * plane];
    for (int i = 0; i < plane; i++) {
      data[i] = (byte) (colors[i] >> 16);
      data[plane + i] = (byte) (colors[i] >> 8);
      data[2 * plane + i] = (byte) colors[i];
    }
    RawImage picture = new RawImage(3, image.getHeight(), image.getWidth(), data);
    while (picture.width() > MOST_WIDTH || picture.height() > MOST_HEIGHT) {
      picture = PictureScale.halve(picture);
    }
    return picture;
  }

  private static RawImage captioned(RawImage picture, Grid grid, double seconds) {
    RawImage frame =
        new RawImage(picture.channels(), picture.height(), picture.width(), picture.data().clone());
    String left = "lod %.2f".formatted(grid.lod());
    String middle = HumanFormat.duration(seconds);
    String right = "%.0f kimg".formatted(grid.kimg());
    Lettering letters = letters(frame, left + "  " + middle + "  " + right);
    int top = frame.height() - letters.height();
    letters.write(frame, left, 0, top);
    letters.write(frame, middle, (frame.width() - letters.width(middle)) / 2, top);
    letters.write(frame, right, frame.width() - letters.width(right), top);
    return frame;
  }

  /** As large as suits the picture's height, if the line fits its width. */
  private static Lettering letters(RawImage frame, String line) {
    int scale = Math.max(1, frame.height() / (LINES * LETTER_PIXELS));
    while (scale > 1 && new Lettering(scale).width(line) > frame.width()) {
      scale--;
    }
    return new Lettering(scale);
  }
}
