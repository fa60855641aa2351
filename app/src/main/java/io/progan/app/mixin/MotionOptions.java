package io.progan.app.mixin;

import io.progan.app.console.CommandFailure;
import io.progan.core.generate.KeyframePath;
import io.progan.core.image.ImageGrid;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that say what moves in a video, and how. */
public final class MotionOptions {

  private static final long OFFICIAL_SEED = 1000;

  @Option(
      names = {"--seed", "--random_seed"},
      paramLabel = "N",
      converter = SeedConverter.class,
      description = "Seed of a random walk (default: 1000).")
  Long seed;

  @Option(
      names = {"--smoothing", "--smoothing_sec"},
      paramLabel = "SECONDS",
      description =
          "Standard deviation of the Gaussian that smooths a random walk over time (default: 1).")
  Double smoothing;

  @Option(
      names = "--keyframes",
      paramLabel = "SEED[:CLASS],...",
      split = ",",
      hideParamSyntax = true,
      converter = KeyframeConverter.class,
      description = {
        "Instead of a random walk a round trip through the images of these seeds, and of classes"
            + " by name or number (default: none)."
      })
  List<Keyframe> keyframes = new ArrayList<>();

  @Option(
      names = "--path",
      paramLabel = "spherical|smooth",
      converter = KeyframePathConverter.class,
      completionCandidates = KeyframePathConverter.class,
      description =
          "How to get from one key frame to the next: on great circles, or on a curve without"
              + " bends (default: spherical).")
  KeyframePath path;

  @Option(
      names = {"--duration", "--duration_sec"},
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Length of the video, which loops (default: ${DEFAULT-VALUE}).")
  double duration;

  @Option(
      names = {"--grid-size", "--grid_size"},
      paramLabel = "WxH",
      defaultValue = "1x1",
      converter = GridSizeConverter.class,
      description = "Columns and rows of images (default: ${DEFAULT-VALUE}).")
  ImageGrid grid;

  @Option(
      names = {"--shrink", "--image_shrink"},
      paramLabel = "N",
      defaultValue = "1",
      converter = AtLeastOneConverter.class,
      description = "Make every NxN pixels of an image one (default: ${DEFAULT-VALUE}).")
  int shrink;

  @Option(
      names = {"--zoom", "--image_zoom"},
      paramLabel = "N",
      defaultValue = "1",
      converter = AtLeastOneConverter.class,
      description = "Make every pixel NxN (default: ${DEFAULT-VALUE}).")
  int zoom;

  /** Checks that the options go together. */
  public void check() {
    if (smoothing != null && !(smoothing > 0 && smoothing <= duration)) {
      throw CommandFailure.wrongUsage(
          "--smoothing: must be above 0 and at most the duration, got " + smoothing);
    }
    if (!keyframes.isEmpty() && (seed != null || smoothing != null)) {
      throw CommandFailure.wrongUsage(
          "--keyframes: not with --seed or --smoothing, which are for a random walk");
    }
    if (keyframes.isEmpty() && path != null) {
      throw CommandFailure.wrongUsage("--path: only with --keyframes");
    }
    if (!keyframes.isEmpty() && grid.size() != 1) {
      throw CommandFailure.wrongUsage("--grid-size: not with --keyframes, which show one image");
    }
  }

  /** The seed of a random walk. */
  public long seed() {
    return seed == null ? OFFICIAL_SEED : seed;
  }

  /** The smoothing of a random walk in seconds. */
  public double smoothing() {
    return smoothing == null ? Math.min(1, duration) : smoothing;
  }

  /** The key frames; empty for a random walk. */
  public List<Keyframe> keyframes() {
    return keyframes;
  }

  /** How to get from key frame to key frame. */
  public KeyframePath path() {
    return path == null ? KeyframePath.SPHERICAL : path;
  }

  /** The length in seconds. */
  public double duration() {
    return duration;
  }

  /** The images of a frame. */
  public ImageGrid grid() {
    return grid;
  }

  /** The side of the blocks of pixels that become one. */
  public int shrink() {
    return shrink;
  }

  /** The side of the block of pixels that each pixel becomes. */
  public int zoom() {
    return zoom;
  }
}
