package io.progan.dataset.numpy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes NumPy's array files: version 1.0, little endian, C order, header padded to a multiple of
 * 64 bytes as NumPy does since 1.14.
 */
public final class NpyWriter {
  private static final int CHUNK_VALUES = 8192;

  private NpyWriter() {}

  /** Writes a whole file; one of that name is replaced. */
  public static void write(Path file, NpyArray array) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      write(out, array);
    }
  }

  /** Writes one array to a stream, which stays open. */
  public static void write(OutputStream out, NpyArray array) throws IOException {
    var shape = Arrays.stream(array.shape()).boxed().toList();
    out.write(NpyHeader.toBytes(array.type(), shape));
    writeValues(out, array);
  }

  /** Writes the values alone, without the header that says what they are. */
  public static void writeValues(OutputStream out, NpyArray array) throws IOException {
    if (array.type() == NpyType.UINT8) {
      out.write(array.bytes());
      return;
    }
    int width = array.type().bytes();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_VALUES * width).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < array.size(); from += CHUNK_VALUES) {
      int count = Math.min(CHUNK_VALUES, array.size() - from);
      encode(array, chunk, from, count);
      out.write(chunk.array(), 0, count * width);
    }
  }

  private static void encode(NpyArray array, ByteBuffer chunk, int from, int count) {
    switch (array.type()) {
      case FLOAT32 -> chunk.asFloatBuffer().put(array.floats(), from, count);
      case FLOAT64 -> chunk.asDoubleBuffer().put(array.doubles(), from, count);
      case INT32 -> chunk.asIntBuffer().put(array.ints(), from, count);
      case INT64 -> chunk.asLongBuffer().put(array.longs(), from, count);
      case UINT8 -> throw new IllegalStateException("bytes are written without encoding");
    }
  }
}
