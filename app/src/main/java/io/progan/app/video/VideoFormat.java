package io.progan.app.video;

import java.io.IOException;
import java.nio.file.Path;

/** How a video is stored. */
public enum VideoFormat {
  /** H.264 in an MP4 file. */
  MP4(".mp4"),
  /** An animated GIF that repeats for ever. */
  GIF(".gif"),
  /** A folder of PNG pictures. */
  PNG("");

  private final String ending;

  VideoFormat(String ending) {
    this.ending = ending;
  }

  /** The ending of the file's name; empty for a folder. */
  public String ending() {
    return ending;
  }

  /**
   * Opens a new video.
   *
   * @param file its file or folder; replaced when the video is complete
   * @param fps frames per second
   * @param bitrate bits per second that MP4 may take
   */
  public FrameSink open(Path file, double fps, int bitrate) throws IOException {
    return switch (this) {
      case MP4 -> new Mp4File(file, fps, bitrate);
      case GIF -> new GifFile(file, fps);
      case PNG -> new FrameFolder(file);
    };
  }
}
