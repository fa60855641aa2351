package io.progan.app.mixin;

import io.progan.app.console.CommandFailure;
import io.progan.app.output.OutFile;
import io.progan.app.video.VideoFormat;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Options that say what kind of video is made, and where it goes. */
public final class VideoOptions {

  private static final int MOST_FRAMES = 1_000_000;
  private static final double MOST_FPS = 120;

  @Option(
      names = {"--fps", "--mp4_fps"},
      paramLabel = "N",
      defaultValue = "30",
      description = "Frames per second (default: ${DEFAULT-VALUE}).")
  double fps;

  @Option(
      names = {"--bitrate", "--mp4_bitrate"},
      paramLabel = "BITS",
      defaultValue = "16M",
      converter = BitrateConverter.class,
      description =
          "Most bits per second of an MP4 video, such as 800k or 16M (default: ${DEFAULT-VALUE}).")
  int bitrate;

  @Option(
      names = "--format",
      paramLabel = "mp4|gif|png",
      converter = VideoFormatConverter.class,
      completionCandidates = VideoFormatConverter.class,
      description =
          "MP4 with H.264, an animated GIF, or a folder of PNG pictures"
              + " (default: what --out ends with, or else mp4).")
  VideoFormat format;

  @Option(
      names = {"--out", "--mp4"},
      paramLabel = "FILE",
      description =
          "The video, whose name ends with .mp4 or .gif; a folder for --format png"
              + " (default: in generated/ and the run's name).")
  Path out;

  @Option(
      names = "--json",
      description = "Print one JSON object that describes the video (default: no).")
  boolean json;

  /**
   * The number of frames.
   *
   * @param seconds how long the video is
   * @throws CommandFailure if that is none, or far too many
   */
  public int frames(double seconds) {
    if (!(fps > 0 && fps <= MOST_FPS)) {
      throw CommandFailure.wrongUsage(
          "--fps: must be above 0 and at most %.0f, got %s".formatted(MOST_FPS, fps));
    }
    double frames = Math.rint(seconds * fps);
    if (!(frames >= 1 && frames <= MOST_FRAMES)) {
      throw CommandFailure.wrongUsage(
          "--duration %s: at %s frames per second that is not between 1 and %d frames"
              .formatted(seconds, fps, MOST_FRAMES));
    }
    return (int) frames;
  }

  /** Frames per second. */
  public double fps() {
    return fps;
  }

  /** Bits per second. */
  public int bitrate() {
    return bitrate;
  }

  /** How the video is stored: as {@code --format} or the ending of {@code --out} says. */
  public VideoFormat format() {
    if (format != null) {
      return format;
    }
    boolean gif = out != null && OutFile.ending(out).equals(VideoFormat.GIF.ending());
    return gif ? VideoFormat.GIF : VideoFormat.MP4;
  }

  /**
   * Checks that the ending of {@code --out} is one of a video, and the one of {@code --format}.
   *
   * @throws CommandFailure in one line
   */
  public void check() {
    if (out != null) {
      named();
    }
  }

  private Path named() {
    if (format == VideoFormat.PNG) {
      return OutFile.folder("--format png --out", out);
    }
    if (format == null) {
      return OutFile.named("--out", out, VideoFormat.MP4.ending(), VideoFormat.GIF.ending());
    }
    String name = format.name().toLowerCase(Locale.ROOT);
    return OutFile.named("--format " + name + " --out", out, format.ending());
  }

  /**
   * The file or folder of the video.
   *
   * @param folder where it goes unless the user named a place
   * @param name its name there, without the ending
   */
  public Path file(Path folder, String name) {
    return out == null ? folder.resolve(name + format().ending()) : named();
  }

  /** Whether the answer is for a script. */
  public boolean json() {
    return json;
  }
}
