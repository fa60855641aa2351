package io.progan.app.mixin;

import io.progan.app.console.CommandFailure;
import io.progan.dataset.fit.FitMode;
import io.progan.dataset.fit.PictureFit;
import io.progan.dataset.resample.Filter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options that say how pictures become images. */
public final class PictureArguments {

  private static final Map<String, Integer> COLORS =
      Map.of("white", 0xffffff, "black", 0, "gray", 0x808080, "grey", 0x808080);

  @Option(
      names = "--resolution",
      paramLabel = "PIXELS",
      description = "Resize to this power of two (default: pictures must have one size already).")
  Integer resolution;

  @Option(
      names = "--crop",
      paramLabel = "center|none",
      defaultValue = "none",
      description = "Use only the largest square in the middle (default: ${DEFAULT-VALUE}).")
  String crop;

  @Option(
      names = "--fit",
      paramLabel = "crop|pad|stretch",
      description =
          "How pictures that are not square become so, with --resolution: cut off what overhangs,"
              + " add background, or distort (default: crop).")
  String fit;

  @Option(
      names = "--resample",
      paramLabel = "FILTER",
      description =
          "How --resolution resizes, as Pillow does: lanczos, box, bicubic or bilinear"
              + " (default: lanczos).")
  String resample;

  @Option(
      names = "--background",
      paramLabel = "COLOR",
      defaultValue = "white",
      description =
          "What transparent pictures are laid over and padded with: RRGGBB, white, black or gray"
              + " (default: ${DEFAULT-VALUE}).")
  String background;

  @Option(
      names = "--channels",
      paramLabel = "1|3",
      description = "Convert to grey (1) or RGB (3) (default: what the first picture has).")
  Integer channels;

  @Option(
      names = "--orientation",
      paramLabel = "exif|stored",
      defaultValue = "exif",
      description =
          "Turn pictures as cameras note it in them, or take them as stored, as the original does"
              + " (default: ${DEFAULT-VALUE}).")
  String orientation;

  /**
   * What happens to each picture.
   *
   * @throws CommandFailure naming an option with a wrong value
   */
  public PictureFit fit() {
    if (resolution == null && (fit != null || resample != null)) {
      throw CommandFailure.wrongUsage(
          (fit != null ? "--fit" : "--resample") + ": needs --resolution, the size to bring to");
    }
    int pixels = resolution == null ? 0 : resolution;
    if (resolution != null && (pixels < 4 || pixels > 4096 || Integer.bitCount(pixels) != 1)) {
      throw CommandFailure.wrongUsage(
          "--resolution: must be a power of two from 4 to 4096, got " + pixels);
    }
    boolean center = choice("--crop", crop, "none", "center") == 1;
    FitMode mode = value("--fit", fit == null ? "crop" : fit, FitMode.values());
    Filter filter = value("--resample", resample == null ? "lanczos" : resample, Filter.values());
    return new PictureFit(pixels, center, mode, filter, color());
  }

  /** 1 or 3, or 0 for what the first picture has. */
  public int channels() {
    if (channels != null && channels != 1 && channels != 3) {
      throw CommandFailure.wrongUsage("--channels: must be 1 or 3, got " + channels);
    }
    return channels == null ? 0 : channels;
  }

  /** Whether pictures are turned as their files ask for. */
  public boolean upright() {
    return choice("--orientation", orientation, "stored", "exif") == 1;
  }

  private int color() {
    String name = background.toLowerCase(Locale.ROOT);
    if (COLORS.containsKey(name)) {
      return COLORS.get(name);
    }
    if (!name.matches("#?[0-9a-f]{6}")) {
      throw CommandFailure.wrongUsage(
          "--background: must be RRGGBB, white, black or gray, got '" + background + "'");
    }
    return Integer.parseInt(name.replace("#", ""), 16);
  }

  private static <E extends Enum<E>> E value(String option, String text, E[] values) {
    String[] names =
        Arrays.stream(values).map(v -> v.name().toLowerCase(Locale.ROOT)).toArray(String[]::new);
    return values[choice(option, text, names)];
  }

  /** The number of the word among the allowed ones. */
  static int choice(String option, String text, String... allowed) {
    int found = Arrays.asList(allowed).indexOf(text.toLowerCase(Locale.ROOT));
    if (found < 0) {
      throw CommandFailure.wrongUsage(
          "%s: must be %s, got '%s'".formatted(option, String.join(" or ", allowed), text));
    }
    return found;
  }
}
