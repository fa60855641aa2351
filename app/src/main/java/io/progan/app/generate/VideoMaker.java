package io.progan.app.generate;

import io.progan.app.console.Console;
import io.progan.app.console.Progress;
import io.progan.app.console.StopSignal;
import io.progan.app.mixin.MotionOptions;
import io.progan.app.mixin.VideoOptions;
import io.progan.app.video.FrameSink;
import io.progan.core.image.PictureScale;
import io.progan.dataset.RawImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Turns frames into a video, with progress and Ctrl-C. */
public final class VideoMaker {

  private static final int PATIENCE_SECONDS = 60;

  private final VideoOptions options;
  private final Console console;
  private final StopSignal stop;

  /** A maker by options. */
  public VideoMaker(VideoOptions options, Console console, StopSignal stop) {
    this.options = options;
    this.console = console;
    this.stop = stop;
  }

  /** Something that gives the frames of a video one by one. */
  interface Frames {
    /**
     * Hands on all frames in order.
     *
     * @param sink what takes them
     */
    void writeTo(PictureSink sink) throws IOException;
  }

  /** What takes the next frame. */
  interface PictureSink {
    /** Takes it. */
    void write(RawImage frame) throws IOException;
  }

  /**
   * Makes a video of a network's images.
   *
   * @return what was made
   * @throws InterruptedIOException after Ctrl-C; an unfinished file is removed
   */
  public MadeVideo make(TrainedNetwork network, Motion motion, MotionOptions how, Path file)
      throws IOException {
    return write(
        file,
        motion.frames(),
        sink -> {
          PictureFiller filler =
              new PictureFiller(
                  how.grid(),
                  (images, first) ->
                      sink.write(PictureScale.enlarge(images.picture(how.grid()), how.zoom())));
          network
              .generator()
              .generate(
                  motion.latents(),
                  motion.labels(),
                  images -> filler.add(images.shrink(how.shrink())));
        });
  }

  /** Writes frames to a file, which appears when it is complete. */
  MadeVideo write(Path file, int count, Frames frames) throws IOException {
    stop.listen(PATIENCE_SECONDS);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    MadeVideo made = new MadeVideo(file, options.fps());
    try (FrameSink sink = options.format().open(file, options.fps(), options.bitrate());
        Progress progress = new Progress(console, "frames")) {
      frames.writeTo(
          frame -> {
            if (stop.requested()) {
              throw new InterruptedIOException(
                  "stopped after %d of %d frames; %s was not written"
                      .formatted(made.frames(), count, file));
            }
            sink.write(frame);
            made.add(frame);
            progress.update(made.frames(), count);
          });
      sink.complete();
    }
    return made;
  }
}
