package io.progan.dataset.numpy;

import io.progan.dataset.DatasetException;
import io.progan.dataset.FileKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads NumPy's array files, versions 1.0 to 3.0, of the types of {@link NpyDtype}, in either order
 * of bytes and indices.
 */
public final class NpyReader {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_HEADER = 1 << 20;

  private NpyReader() {}

  /**
   * Reads a whole file.
   *
   * @throws DatasetException if it is no array file, is of an unsupported type, or is shorter or
   *     longer than its header says; the message names the file
   */
  public static NpyArray read(Path file) throws IOException {
    long size = Files.size(file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      NpyArray array = read(in, file.toString(), size);
      if (in.read() >= 0) {
        throw new DatasetException(file + ": file goes on after the last value of the array");
      }
      return array;
    } catch (DatasetException e) {
      Optional<String> other = FileKind.of(file).filter(kind -> !kind.equals(FileKind.NPY));
      if (other.isPresent()) {
        throw new DatasetException(
            "%s: not a NumPy array file, but %s".formatted(file, other.get()), e);
      }
      throw e;
    }
  }

  /**
   * Reads one array from a stream, which is left at the byte after it and stays open.
   *
   * @param name what the stream is called in messages
   * @throws DatasetException as for {@link #read(Path)}, except that more may follow
   */
  public static NpyArray read(InputStream in, String name) throws IOException {
    return read(in, name, Long.MAX_VALUE);
  }

  private static NpyArray read(InputStream in, String name, long limit) throws IOException {
    NpyHeader header = header(in, name);
    int[] shape = header.shape().stream().mapToInt(Integer::intValue).toArray();
    long count = NpyArray.count(shape);
    if (count < 0) {
      throw new DatasetException(
          name + ": array of shape " + header.shape() + " is too large to be read at once");
    }
    long bytes = count * header.dtype().bytes();
    if (bytes > limit || bytes > Integer.MAX_VALUE - 8) {
      String reason = bytes > limit ? truncated(bytes, limit, name) : name + ": array is too large";
      throw new DatasetException(reason);
    }
    byte[] data = in.readNBytes((int) bytes);
    if (data.length < bytes) {
      throw new DatasetException(truncated(bytes, data.length, name));
    }
    return header.dtype().decode(data, header.fortran(), name, shape);
  }

  /** Reads up to the first value. */
  static NpyHeader header(InputStream in, String name) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2) {
      throw new DatasetException(
          name + ": not a NumPy array file, only " + start.length + " bytes");
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (start[i] != MAGIC[i]) {
        throw new DatasetException(name + ": not a NumPy array file (wrong first bytes)");
      }
    }
    int version = start[MAGIC.length];
    if (version < 1 || version > 3) {
      throw new DatasetException(name + ": NPY version " + version + " is not supported");
    }
    byte[] size = in.readNBytes(version == 1 ? 2 : 4);
    long length = 0;
    for (int i = size.length - 1; i >= 0; i--) {
      length = length << 8 | (size[i] & 0xff);
    }
    if (length > MAX_HEADER) {
      throw new DatasetException(name + ": NPY header of " + length + " bytes is too long");
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length || size.length == 0) {
      throw new DatasetException(name + ": file ends within the NPY header");
    }
    return NpyHeader.parse(new String(text, StandardCharsets.UTF_8), name);
  }

  /** What to say of a file that ends too early. */
  static String truncated(long wanted, long found, String name) {
    return "%s: array is truncated, %d bytes of values expected, at most %d present"
        .formatted(name, wanted, found);
  }
}
