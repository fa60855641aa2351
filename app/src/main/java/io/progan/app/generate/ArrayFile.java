package io.progan.app.generate;

import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.NpyStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** One NumPy array {@code [count, channels, height, width]} of bytes, written as it comes. */
final class ArrayFile implements PictureFiles {

  private final Path file;
  private final Path partial;
  private final int count;
  private NpyStream out;

  /**
   * A file that appears when it is complete.
   *
   * @param count how many pictures will come, all of one size
   */
  ArrayFile(Path file, int count) {
    this.file = file;
    this.partial = file.resolveSibling(file.getFileName() + ".partial");
    this.count = count;
  }

  @Override
  public void write(String name, RawImage picture) throws IOException {
    if (out == null) {
      out = NpyStream.create(partial, count, picture.channels(), picture.height(), picture.width());
    }
    out.write(picture.data());
  }

  @Override
  public String fileName(String name) {
    return file.getFileName().toString();
  }

  @Override
  public void complete() throws IOException {
    out.close();
    if (!out.complete()) {
      throw new IllegalStateException(file + ": not all pictures have been written");
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
    Files.deleteIfExists(partial);
  }
}
