package io.progan.dataset.archive;

import static java.util.stream.Collectors.joining;

import io.progan.dataset.DatasetException;
import io.progan.dataset.numpy.NpyArray;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads IDX files of unsigned bytes, the format of MNIST (described on its page, "THE IDX FILE
 * FORMAT"), plain or compressed with gzip.
 */
final class IdxFile {
  private static final int UNSIGNED_BYTES = 0x08;
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int DEFLATE_MAX_RATIO = 1032;
  private static final long MAX_BYTES = 1L << 29;

  private IdxFile() {}

  /**
   * The array in a file.
   *
   * @param dimensions how many it must have
   * @throws DatasetException naming the file, if it is of another kind, damaged, or larger than 512
   *     MiB
   */
  static NpyArray read(Path file, int dimensions) throws IOException {
    try (InputStream plain = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = isGzip(plain) ? new GZIPInputStream(plain, 1 << 16) : plain) {
      int[] shape = shape(file, in, dimensions);
      byte[] data = data(file, in, size(file, shape));
      return NpyArray.of(data, shape);
    } catch (EOFException e) {
      throw new DatasetException(file + ": file is truncated", e);
    } catch (ZipException e) {
      throw new DatasetException(file + ": gzip file is damaged (" + e.getMessage() + ")", e);
    }
  }

  private static boolean isGzip(InputStream in) throws IOException {
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP_MAGIC;
  }

  private static int[] shape(Path file, InputStream in, int dimensions) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(in.readNBytes(Integer.BYTES * (1 + dimensions)));
    if (header.remaining() < Integer.BYTES) {
      throw new EOFException();
    }
    int magic = header.getInt();
    if (magic >>> 8 != UNSIGNED_BYTES || (magic & 0xff) != dimensions) {
      throw new DatasetException(
          "%s: not an IDX file of unsigned bytes with %d dimensions (begins with %08x, not %08x)"
              .formatted(file, dimensions, magic, UNSIGNED_BYTES << 8 | dimensions));
    }
    if (header.remaining() < Integer.BYTES * dimensions) {
      throw new EOFException();
    }
    int[] shape = new int[dimensions];
    for (int i = 0; i < dimensions; i++) {
      shape[i] = header.getInt();
    }
    return shape;
  }

  private static int size(Path file, int... shape) throws IOException {
    long size = 1;
    for (int n : shape) {
      size *= Integer.toUnsignedLong(n);
      if (n <= 0 || size > MAX_BYTES) {
        String claim =
            Arrays.stream(shape).mapToObj(Integer::toUnsignedString).collect(joining(" x "));
        throw new DatasetException(
            "%s: claims %s bytes of values, must be 1 to %d".formatted(file, claim, MAX_BYTES));
      }
    }
    if (size > DEFLATE_MAX_RATIO * Files.size(file)) {
      throw new EOFException();
    }
    return (int) size;
  }

  private static byte[] data(Path file, InputStream in, int size) throws IOException {
    byte[] data = new byte[size];
    int found = in.readNBytes(data, 0, size);
    if (found < size) {
      throw new DatasetException(
          "%s: file is truncated, %d bytes of values expected, %d found"
              .formatted(file, size, found));
    }
    if (in.read() >= 0) {
      throw new DatasetException(file + ": file goes on after its last value");
    }
    return data;
  }
}
