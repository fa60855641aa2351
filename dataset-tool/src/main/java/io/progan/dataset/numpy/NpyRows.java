package io.progan.dataset.numpy;

import io.progan.dataset.DatasetException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * An array file that is read in parts along its first index, so that it need not fit into memory.
 * One in Fortran's order of indices is read whole. Safe for use by several threads.
 */
public final class NpyRows implements Closeable {
  private final Path file;
  private final FileChannel channel;
  private final NpyHeader header;
  private final int[] shape;

  /** The position of the first value. */
  private final long begin;

  private final int rowBytes;

  /** Null unless the file cannot be read in parts. */
  private final NpyArray whole;

  private NpyRows(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    header = NpyReader.header(Channels.newInputStream(channel), file.toString());
    shape = header.shape().stream().mapToInt(Integer::intValue).toArray();
    begin = channel.position();
    if (shape.length == 0) {
      throw new DatasetException(file + ": a single number, not an array of rows");
    }
    long values = NpyArray.count(Arrays.copyOfRange(shape, 1, shape.length));
    long bytes = values * header.dtype().bytes();
    if (values < 0 || bytes > Integer.MAX_VALUE - 8) {
      throw new DatasetException(file + ": rows are too large");
    }
    rowBytes = (int) bytes;
    checkSize(bytes * shape[0], channel.size() - begin);
    whole = header.fortran() && shape.length > 1 ? NpyReader.read(file) : null;
  }

  private void checkSize(long expected, long found) throws DatasetException {
    if (found < expected) {
      throw new DatasetException(NpyReader.truncated(expected, found, file.toString()));
    }
    if (found > expected) {
      throw new DatasetException(file + ": file goes on after the last value of the array");
    }
  }

  /**
   * Opens a file.
   *
   * @throws DatasetException if it is no array file with at least one dimension, is of an
   *     unsupported type, or is shorter or longer than its header says; the message names the file
   */
  public static NpyRows open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      return new NpyRows(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The shape of the whole array, a copy. */
  public int[] shape() {
    return shape.clone();
  }

  /** The number of rows. */
  public int count() {
    return shape[0];
  }

  /**
   * Reads some rows.
   *
   * @param from the first one
   * @param count how many
   * @return shape {@code [count, ...]}
   * @throws IndexOutOfBoundsException if there are not so many
   * @throws IOException if they cannot be read, or are more than 2 GB
   */
  public NpyArray read(int from, int count) throws IOException {
    Objects.checkFromIndexSize(from, count, shape[0]);
    if (whole != null) {
      return whole.rows(from, count);
    }
    long bytes = (long) rowBytes * count;
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new DatasetException(file + ": " + count + " rows at once are too many");
    }
    ByteBuffer data = ByteBuffer.allocate((int) bytes);
    for (long at = begin + (long) from * rowBytes; data.hasRemaining(); ) {
      int read = channel.read(data, at);
      if (read < 0) {
        throw new DatasetException(file + ": became shorter while it was read");
      }
      at += read;
    }
    int[] part = shape.clone();
    part[0] = count;
    return header.dtype().decode(data.array(), false, file.toString(), part);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
