package io.progan.dataset.numpy;

/** The number types that array files may hold, little endian when written. */
public enum NpyType {
  /** Single precision. */
  FLOAT32("<f4", 4),
  /** Double precision. */
  FLOAT64("<f8", 8),
  /** Unsigned bytes; Java's byte holds the same eight bits. */
  UINT8("|u1", 1),
  /** Signed 32-bit integers. */
  INT32("<i4", 4),
  /** Signed 64-bit integers. */
  INT64("<i8", 8);

  private final String descr;
  private final int bytes;

  NpyType(String descr, int bytes) {
    this.descr = descr;
    this.bytes = bytes;
  }

  /** The type as NumPy writes it in a file's header, for example {@code <f4}. */
  public String descr() {
    return descr;
  }

  /** Bytes of one value. */
  public int bytes() {
    return bytes;
  }
}
