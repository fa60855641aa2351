package io.progan.metrics.swd;

import java.util.List;

/**
 * The normalised patches of one pyramid level of one set of pictures: a cloud of points, one a
 * patch. Immutable.
 */
public final class PatchSet {
  private final List<float[]> chunks;
  private final int components;
  private final int count;

  PatchSet(List<float[]> chunks, int components) {
    this.chunks = List.copyOf(chunks);
    this.components = components;
    long values = chunks.stream().mapToLong(c -> c.length).sum();
    this.count = Math.toIntExact(values / components);
  }

  /** The number of patches. */
  public int count() {
    return count;
  }

  /** The numbers of each patch. */
  public int components() {
    return components;
  }

  /**
   * A copy of one patch, shape {@code [components]}.
   *
   * @throws IndexOutOfBoundsException if there is no such patch
   */
  public float[] patch(int index) {
    int rest = index;
    for (float[] chunk : chunks) {
      int rows = chunk.length / components;
      if (rest >= 0 && rest < rows) {
        float[] patch = new float[components];
        System.arraycopy(chunk, rest * components, patch, 0, components);
        return patch;
      }
      rest -= rows;
    }
    throw new IndexOutOfBoundsException("no patch " + index + " among " + count);
  }

  /** The patches in blocks of whole rows, not copies. */
  List<float[]> chunks() {
    return chunks;
  }
}
