package io.progan.metrics.swd;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The normalised patches of one pyramid level of one set of pictures: a cloud of points, one a
 * patch. They lie in a temporary file, which disappears when the set is closed. Safe for use by
 * several threads.
 */
public final class PatchSet implements AutoCloseable {
  private final PatchFile file;
  private final double[] means;
  private final double[] scales;

  /** What the file holds becomes normal by subtracting each channel's mean and then scaling. */
  PatchSet(PatchFile file, double[] means, double[] scales) {
    this.file = file;
    this.means = means;
    this.scales = scales;
  }

  /** The number of patches. */
  public int count() {
    return file.rows();
  }

  /** The numbers of each patch. */
  public int components() {
    return file.columns();
  }

  /**
   * One patch, shape {@code [components]}.
   *
   * @throws IndexOutOfBoundsException if there is no such patch
   */
  public float[] patch(int index) {
    if (index < 0 || index >= count()) {
      throw new IndexOutOfBoundsException("no patch " + index + " among " + count());
    }
    float[] patch = new float[components()];
    ByteBuffer bytes =
        ByteBuffer.allocate(patch.length * Float.BYTES).order(ByteOrder.nativeOrder());
    file.read(index, bytes);
    bytes.flip().asFloatBuffer().get(patch);
    for (int i = 0; i < patch.length; i++) {
      int channel = channel(i);
      patch[i] = (float) ((patch[i] - means[channel]) * scales[channel]);
    }
    return patch;
  }

  private int channel(int component) {
    return component / (components() / means.length);
  }

  /** Reads patches as they are in the file. */
  void readRaw(long first, ByteBuffer target) {
    file.read(first, target);
  }

  /**
   * A direction whose scalar product with a patch as it is in the file is, but for {@link #offset},
   * that of the given direction with the normalised patch.
   *
   * @param directions shape {@code [components, count]}
   * @return shape {@code [count, components]}
   */
  float[] scaled(float[] directions) {
    int components = components();
    int count = directions.length / components;
    float[] scaled = new float[directions.length];
    for (int i = 0; i < components; i++) {
      for (int d = 0; d < count; d++) {
        scaled[d * components + i] = (float) (directions[i * count + d] * scales[channel(i)]);
      }
    }
    return scaled;
  }

  /** What to add to the scalar product of direction d, see {@link #scaled}. */
  float offset(float[] directions, int d) {
    int count = directions.length / components();
    double offset = 0;
    for (int i = 0; i < components(); i++) {
      int channel = channel(i);
      offset -= directions[i * count + d] * scales[channel] * means[channel];
    }
    return (float) offset;
  }

  @Override
  public void close() {
    file.close();
  }
}
