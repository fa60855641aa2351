package io.progan.dataset.pickle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of pickles, counted; the end, or the size, is an {@link EOFException}. */
final class PickleInput extends InputStream {
  private static final int LONGEST_LENGTH = 8;

  private final InputStream in;
  private final long size;
  private long position;
  private long operationStart;

  /** Counts from here on, up to a size; {@code in} must support marks. */
  PickleInput(InputStream in, long size) {
    if (!in.markSupported()) {
      throw new IllegalArgumentException("stream without marks");
    }
    this.in = in;
    this.size = size;
  }

  /** How many bytes have been read. */
  long position() {
    return position;
  }

  /** Where the operation begins whose opcode was read last. */
  long operationStart() {
    return operationStart;
  }

  /** Notes that the byte before is an opcode. */
  void beginOperation() {
    operationStart = position - 1;
  }

  /** How many bytes may still come, at most. */
  long left() {
    return Math.max(0, size - position);
  }

  /** The little-endian unsigned number in the next bytes, which are not consumed. */
  long peek(int bytes) throws IOException {
    in.mark(LONGEST_LENGTH);
    byte[] next = in.readNBytes(bytes);
    in.reset();
    if (next.length < bytes) {
      throw new EOFException();
    }
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = value << 8 | (next[i] & 0xff);
    }
    return value;
  }

  @Override
  public int read() throws IOException {
    int value = left() == 0 ? -1 : in.read();
    if (value < 0) {
      throw new EOFException();
    }
    position++;
    return value;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = left() == 0 ? -1 : in.read(into, offset, (int) Math.min(length, left()));
    if (count < 0) {
      throw new EOFException();
    }
    position += count;
    return count;
  }
}
