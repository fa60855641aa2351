package io.progan.app.generate;

import io.progan.app.choice.PictureFormat;
import io.progan.dataset.RawImage;
import io.progan.dataset.picture.PictureWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One file for each picture. They are encoded and written one after the other by a thread of their
 * own, while the next images are made; few wait for it, so that memory stays small.
 */
final class SeparateFiles implements PictureFiles {

  /** The original's. */
  private static final int JPEG_QUALITY = 95;

  private static final int MOST_WAITING = 4;
  private static final int PATIENCE_SECONDS = 60;

  private final Path folder;
  private final PictureFormat format;
  private final ExecutorService writer = Executors.newSingleThreadExecutor();
  private final Queue<Future<?>> waiting = new ArrayDeque<>();

  /**
   * Files in a folder.
   *
   * @param folder an existing folder
   * @param format PNG or JPG
   */
  SeparateFiles(Path folder, PictureFormat format) {
    this.folder = folder;
    this.format = format;
  }

  /** Returns before the file is written; throws if an earlier one could not be. */
  @Override
  public void write(String name, RawImage picture) throws IOException {
    if (waiting.size() == MOST_WAITING) {
      await(waiting.remove());
    }
    Path file = folder.resolve(fileName(name));
    waiting.add(
        writer.submit(
            () -> {
              encode(picture, file);
              return null;
            }));
  }

  @Override
  public String fileName(String name) {
    return name + format.ending();
  }

  private void encode(RawImage picture, Path file) throws IOException {
    boolean jpeg = format == PictureFormat.JPG;
    PictureWriter.write(
        file, jpeg ? PictureWriter.jpeg(picture, JPEG_QUALITY) : PictureWriter.png(picture));
  }

  private static void await(Future<?> written) throws IOException {
    try {
      written.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void complete() throws IOException {
    while (!waiting.isEmpty()) {
      await(waiting.remove());
    }
  }

  /** Finishes what waits. */
  @Override
  public void close() throws IOException {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(folder + ": the last pictures could not be written in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
