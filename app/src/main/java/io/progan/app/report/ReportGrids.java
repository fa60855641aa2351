package io.progan.app.report;

import io.progan.core.image.JpegPreview;
import io.progan.core.snapshot.RunFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * The image grids of a run, made small enough for a page.
 *
 * @param reals the grid of real images; null if there is none
 * @param fakes grids of generated images over time, a part of them if there are many
 */
record ReportGrids(JpegPreview reals, List<Fakes> fakes) {

  /** Generated images after so many thousand real ones. */
  record Fakes(long kimg, JpegPreview picture) {}

  /** How many pictures there are to be, and how good. */
  private record Effort(int count, int longestSide, double quality) {}

  /** The best comes first; what it needs is only known when it has been tried. */
  private static final List<Effort> EFFORTS =
      List.of(
          new Effort(48, 1280, 0.85),
          new Effort(40, 1024, 0.8),
          new Effort(32, 800, 0.75),
          new Effort(24, 640, 0.7),
          new Effort(16, 512, 0.6),
          new Effort(8, 384, 0.5),
          new Effort(4, 256, 0.4));

  private static final Pattern NAME = Pattern.compile("fakes(\\d{1,18})\\.png");

  /**
   * Reads the grids of a run; files that are no pictures are passed over.
   *
   * @param budgetBytes at most so many bytes together
   * @throws IOException if the folder cannot be read
   */
  static ReportGrids of(RunFolder folder, long budgetBytes) throws IOException {
    List<Path> files = fakes(folder);
    for (Effort effort : EFFORTS) {
      ReportGrids grids = attempt(folder, files, effort, budgetBytes);
      if (grids != null) {
        return grids;
      }
    }
    return new ReportGrids(null, List.of());
  }

  /**
   * The newest grid of generated images; empty if there is none.
   *
   * @param budgetBytes at most so many bytes
   */
  static Optional<JpegPreview> newest(RunFolder folder, long budgetBytes) throws IOException {
    List<Path> files = Files.isDirectory(folder.path()) ? fakes(folder) : List.of();
    if (files.isEmpty()) {
      return Optional.empty();
    }
    for (Effort effort : EFFORTS) {
      JpegPreview picture = picture(files.get(files.size() - 1), effort);
      if (picture != null && picture.jpeg().length <= budgetBytes) {
        return Optional.of(picture);
      }
    }
    return Optional.empty();
  }

  /** Null if there is no room for so much. */
  private static ReportGrids attempt(
      RunFolder folder, List<Path> files, Effort effort, long budgetBytes) throws IOException {
    long left = budgetBytes;
    JpegPreview reals = picture(folder.reals(), effort);
    left -= reals == null ? 0 : reals.jpeg().length;
    List<Fakes> found = new ArrayList<>();
    List<Path> chosen = spread(files, effort.count);
    for (int i = chosen.size() - 1; i >= 0 && left >= 0; i--) { // the largest come first
      JpegPreview picture = picture(chosen.get(i), effort);
      if (picture != null) {
        left -= picture.jpeg().length;
        found.add(0, new Fakes(kimg(chosen.get(i)), picture));
      }
    }
    return left < 0 ? null : new ReportGrids(reals, List.copyOf(found));
  }

  /** At most so many, evenly, with the first and the last. */
  static <T> List<T> spread(List<T> all, int count) {
    if (all.size() <= count) {
      return all;
    }
    List<T> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(all.get((int) Math.round(i * (all.size() - 1.0) / (count - 1))));
    }
    return some;
  }

  private static List<Path> fakes(RunFolder folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.path())) {
      return files
          .filter(file -> kimg(file) >= 0)
          .sorted(Comparator.comparing(ReportGrids::kimg))
          .toList();
    }
  }

  private static long kimg(Path file) {
    Matcher matcher = NAME.matcher(file.getFileName().toString());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }

  private static JpegPreview picture(Path file, Effort effort) throws IOException {
    BufferedImage image = Files.isRegularFile(file) ? ImageIO.read(file.toFile()) : null;
    return image == null ? null : JpegPreview.of(image, effort.longestSide, effort.quality);
  }
}
