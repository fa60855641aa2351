package io.progan.core.exchange;

import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyWriter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Weights as safetensors: the header's length in 8 bytes, the header in JSON, and the numbers of
 * one tensor after the other (format description at github.com/huggingface/safetensors).
 */
final class Safetensors {

  private static final int MOST_HEADER_BYTES = 100_000_000;

  private Safetensors() {}

  /**
   * Reads a file.
   *
   * @throws ExchangeException if it is none, damaged or truncated; one line
   * @throws IOException if it cannot be read
   */
  static WeightFile read(Path file) throws IOException {
    long size = Files.size(file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      byte[] start = in.readNBytes(Long.BYTES);
      long length = start.length < Long.BYTES ? -1 : headerLength(start);
      if (length < 0 || length > MOST_HEADER_BYTES || length > size - Long.BYTES) {
        throw new ExchangeException(
            "%s: not a safetensors file, or truncated: %d bytes, which do not hold its header"
                .formatted(file, size));
      }
      byte[] json = in.readNBytes((int) length);
      SafetensorsHeader header =
          SafetensorsHeader.parse(file, json, size - Long.BYTES - json.length);
      Map<String, NpyArray> arrays = new LinkedHashMap<>();
      for (SafetensorsHeader.Entry tensor : header.tensors()) {
        byte[] data = in.readNBytes(Math.toIntExact(tensor.end() - tensor.begin()));
        String where = file + ": tensor " + tensor.name();
        arrays.put(tensor.name(), tensor.type().decode(data, where, tensor.shape()));
      }
      return new WeightFile(arrays, header.metadata());
    }
  }

  /** The length of the header that the first eight bytes of a file tell. */
  static long headerLength(byte[] start) {
    return ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  /** Writes a file's content. */
  static void write(OutputStream out, WeightFile weights) throws IOException {
    byte[] header = SafetensorsHeader.toBytes(weights);
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(header.length).array());
    out.write(header);
    for (NpyArray array : weights.arrays().values()) {
      NpyWriter.writeValues(out, array);
    }
  }
}
