package io.progan.dataset.numpy;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes a NumPy array of bytes piece by piece, so that it need not be in memory as a whole. */
public final class NpyStream implements Closeable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final OutputStream out;
  private long missing;

  private NpyStream(Path file, OutputStream out, long bytes) {
    this.file = file;
    this.out = out;
    this.missing = bytes;
  }

  /**
   * Begins a file; one of that name is replaced.
   *
   * @param shape the shape of the whole array of unsigned bytes
   */
  public static NpyStream create(Path file, int... shape) throws IOException {
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
    out.write(NpyHeader.toBytes(NpyType.UINT8, Arrays.stream(shape).boxed().toList()));
    long bytes = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    return new NpyStream(file, out, bytes);
  }

  /**
   * Writes the next values, in C order.
   *
   * @throws IllegalArgumentException if that is more than the array holds
   */
  public void write(byte[] values) throws IOException {
    if (values.length > missing) {
      throw new IllegalArgumentException(
          "%s: %d values more than its shape has".formatted(file, values.length - missing));
    }
    out.write(values);
    missing -= values.length;
  }

  /** Whether every value has been written. */
  public boolean complete() {
    return missing == 0;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
