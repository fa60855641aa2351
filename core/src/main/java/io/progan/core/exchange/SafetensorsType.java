package io.progan.core.exchange;

import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyDtype;
import io.progan.dataset.numpy.NpyType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The number types of a safetensors file; always little endian, C order. */
enum SafetensorsType {
  F64('f', 8),
  F32('f', 4),
  F16('f', 2),
  /** The upper half of a single-precision number. */
  BF16('f', 2),
  I64('i', 8),
  I32('i', 4),
  I16('i', 2),
  I8('i', 1),
  U8('u', 1),
  BOOL('b', 1);

  private final char kind;
  private final int bytes;

  SafetensorsType(char kind, int bytes) {
    this.kind = kind;
    this.bytes = bytes;
  }

  static SafetensorsType of(String label, String where) throws ExchangeException {
    return Arrays.stream(values())
        .filter(type -> type.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new ExchangeException(
                    "%s: its dtype is '%s'; only %s can be read"
                        .formatted(
                            where,
                            label,
                            Arrays.stream(values())
                                .map(SafetensorsType::label)
                                .collect(Collectors.joining(", ")))));
  }

  static SafetensorsType of(NpyType type) {
    return switch (type) {
      case FLOAT64 -> F64;
      case FLOAT32 -> F32;
      case INT64 -> I64;
      case INT32 -> I32;
      case UINT8 -> U8;
    };
  }

  /** As the header calls it. */
  String label() {
    return name();
  }

  /** Bytes of one value. */
  int bytes() {
    return bytes;
  }

  /**
   * The array that some bytes stand for; half precision becomes single precision.
   *
   * @param where for messages
   */
  NpyArray decode(byte[] data, String where, int... shape) throws IOException {
    if (this != BF16) {
      NpyDtype dtype = new NpyDtype(kind, bytes, ByteOrder.LITTLE_ENDIAN);
      return dtype.decode(data, false, where, shape);
    }
    ByteBuffer halves = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    float[] floats = new float[data.length / bytes];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Float.intBitsToFloat(halves.getShort(bytes * i) << 16);
    }
    return NpyArray.of(floats, shape);
  }
}
