package io.progan.dataset.torch;

import io.progan.dataset.numpy.HalfFloat;
import java.nio.ByteBuffer;

/** The types of elements that are read; all little endian in the file. */
public enum TorchType {
  /** Single precision. */
  FLOAT32("FloatStorage", 4),
  /** Half precision, IEEE 754 binary16. */
  FLOAT16("HalfStorage", 2),
  /** Double precision. */
  FLOAT64("DoubleStorage", 8),
  /** The upper half of a number in single precision. */
  BFLOAT16("BFloat16Storage", 2),
  /** Signed 64-bit integers. */
  INT64("LongStorage", 8),
  /** Signed 32-bit integers. */
  INT32("IntStorage", 4),
  /** Bytes, true unless 0; as numbers 1 and 0. */
  BOOL("BoolStorage", 1),
  /** Unsigned bytes. */
  UINT8("ByteStorage", 1);

  private final String storageName;
  private final int bytes;

  TorchType(String storageName, int bytes) {
    this.storageName = storageName;
    this.bytes = bytes;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  /** Whether the elements are integers or truth values. */
  public boolean isInteger() {
    return this == INT64 || this == INT32 || this == BOOL || this == UINT8;
  }

  /** The name of its storages in Python's module {@code torch}. */
  String storageName() {
    return storageName;
  }

  /** The element that begins at a byte of a little-endian buffer; rounded only if INT64. */
  double doubleAt(ByteBuffer from, int at) {
    return switch (this) {
      case FLOAT32 -> from.getFloat(at);
      case FLOAT16 -> HalfFloat.toFloat(from.getShort(at));
      case FLOAT64 -> from.getDouble(at);
      case BFLOAT16 -> Float.intBitsToFloat(from.getShort(at) << 16);
      case INT64, INT32, BOOL, UINT8 -> longAt(from, at);
    };
  }

  /** The integer that begins at a byte of a little-endian buffer; for integer types only. */
  long longAt(ByteBuffer from, int at) {
    return switch (this) {
      case INT64 -> from.getLong(at);
      case INT32 -> from.getInt(at);
      case BOOL -> from.get(at) == 0 ? 0 : 1;
      case UINT8 -> from.get(at) & 0xff;
      case FLOAT32, FLOAT16, FLOAT64, BFLOAT16 ->
          throw new IllegalStateException(this + " is no integer type");
    };
  }
}
