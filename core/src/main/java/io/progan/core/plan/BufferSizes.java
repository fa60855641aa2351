package io.progan.core.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * How large the buffers of a pool are and which of them are free: the arithmetic of {@link
 * BufferPool}, without the memory.
 */
public final class BufferSizes {

  /** A buffer may be this many times as long as its value; a scalar must not block a large one. */
  private static final long WASTE = 2;

  /** Where buffers begin: at multiples of the bytes of a cache line, which oneDNN asks for. */
  static final long ALIGNMENT = 64;

  private final List<Long> bytes = new ArrayList<>();
  private final List<Integer> free = new ArrayList<>();

  /** No buffers. */
  public BufferSizes() {}

  /** The number of the smallest free buffer that is large enough and not much too large, or new. */
  int acquire(long wanted) {
    long needed = Math.max(1, (wanted + ALIGNMENT - 1) / ALIGNMENT) * ALIGNMENT;
    int best = -1;
    for (int i = 0; i < free.size(); i++) {
      long size = bytes.get(free.get(i));
      boolean fits = size >= needed && size <= WASTE * needed;
      if (fits && (best < 0 || size < bytes.get(free.get(best)))) {
        best = i;
      }
    }
    if (best >= 0) {
      return free.remove(best);
    }
    bytes.add(needed);
    return bytes.size() - 1;
  }

  /** Gives a buffer back: the next value may overwrite it. */
  void release(int buffer) {
    free.add(buffer);
  }

  /** The size of a buffer, a multiple of the widest type's. */
  long bytes(int buffer) {
    return bytes.get(buffer);
  }

  /** The size of all buffers, with what aligning them takes. */
  public long totalBytes() {
    return bytes.stream().mapToLong(size -> size + ALIGNMENT).sum();
  }

  void clear() {
    bytes.clear();
    free.clear();
  }
}
