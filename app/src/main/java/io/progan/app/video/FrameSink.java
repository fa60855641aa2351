package io.progan.app.video;

import io.progan.dataset.RawImage;
import java.io.Closeable;
import java.io.IOException;

/** Where the frames of a video go, one after the other. */
public interface FrameSink extends Closeable {

  /**
   * Takes the next frame; all have the size of the first.
   *
   * @throws IOException if it cannot be written or encoded
   */
  void write(RawImage frame) throws IOException;

  /** Completes the video, which appears under its name only now. */
  void complete() throws IOException;

  /** Frees everything; without {@link #complete()} nothing is left behind. */
  @Override
  void close() throws IOException;
}
