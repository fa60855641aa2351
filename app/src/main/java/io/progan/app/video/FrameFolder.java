package io.progan.app.video;

import io.progan.core.image.PngWriter;
import io.progan.dataset.RawImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of pictures {@code frame000000.png}, which appear one by one. */
final class FrameFolder implements FrameSink {

  private final Path folder;
  private int frames;

  FrameFolder(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  @Override
  public void write(RawImage frame) throws IOException {
    PngWriter.write(frame, folder.resolve("frame%06d.png".formatted(frames)));
    frames++;
  }

  @Override
  public void complete() {}

  @Override
  public void close() {}
}
