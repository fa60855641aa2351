package io.progan.dataset.torch;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.util.Arrays;

/**
 * A tensor of a {@link TorchFile}: a view of a storage, whose elements are read when they are asked
 * for, while the file is open. Elements come in C order (the last index runs fastest).
 */
public final class TorchTensor {
  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final TorchStorage storage;
  private final TensorLayout layout;

  TorchTensor(TorchStorage storage, TensorLayout layout) {
    this.storage = storage;
    this.layout = layout;
  }

  /** Takes a tensor piece by piece. */
  @FunctionalInterface
  public interface Chunks {
    /**
     * Takes the next elements.
     *
     * @param values holds them from its start on; used again for the next
     * @param length how many there are, at least 1
     */
    void accept(float[] values, int length) throws IOException;
  }

  /** The type of the elements in the file. */
  public TorchType type() {
    return storage.type();
  }

  /** The dimensions, a copy; none for a single number. */
  public long[] shape() {
    return layout.shape().clone();
  }

  /** How many elements of the storage the neighbour along each axis is away, a copy. */
  public long[] strides() {
    return layout.strides().clone();
  }

  /** The element of the storage where the tensor begins. */
  public long offset() {
    return layout.offset();
  }

  /** Where the elements are; the same object for tensors that share them. */
  public TorchStorage storage() {
    return storage;
  }

  /** The number of elements. */
  public long count() {
    return layout.count();
  }

  /** Whether the elements lie in the storage in C order and without gaps. */
  public boolean isContiguous() {
    return layout.isContiguous();
  }

  /**
   * All elements, rounded to single precision where the type has more of it. Besides the result
   * only 64 KiB are in memory.
   *
   * @throws DatasetException if they are more than an array can hold
   */
  public float[] floats() throws IOException {
    float[] values = new float[arrayLength()];
    StorageWindow window = new StorageWindow(storage);
    layout.forEach((index, element) -> values[index] = (float) window.doubleAt(element));
    return values;
  }

  /** All elements in double precision, as {@link #floats}; exact but for large 64-bit integers. */
  public double[] doubles() throws IOException {
    double[] values = new double[arrayLength()];
    StorageWindow window = new StorageWindow(storage);
    layout.forEach((index, element) -> values[index] = window.doubleAt(element));
    return values;
  }

  /**
   * All elements of an integer type (truth values are 1 and 0), as {@link #floats}; {@link
   * IllegalStateException} if the type is another.
   */
  public long[] longs() throws IOException {
    if (!type().isInteger()) {
      throw new IllegalStateException("tensor is " + type() + ", not an integer type");
    }
    long[] values = new long[arrayLength()];
    StorageWindow window = new StorageWindow(storage);
    layout.forEach((index, element) -> values[index] = window.longAt(element));
    return values;
  }

  /**
   * Hands out all elements as {@link #floats} has them, piece by piece. No more than a piece is in
   * memory, unless the tensor is not {@linkplain #isContiguous contiguous}: then it is collected as
   * a whole first.
   *
   * @param chunk elements in a piece, of which the last may have fewer
   */
  public void forEachChunk(int chunk, Chunks consumer) throws IOException {
    if (chunk < 1) {
      throw new IllegalArgumentException("chunk of " + chunk + " elements");
    }
    float[] values = new float[(int) Math.min(chunk, count())];
    float[] collected = isContiguous() ? null : floats();
    StorageWindow window = new StorageWindow(storage);
    for (long done = 0; done < count(); done += values.length) {
      int length = (int) Math.min(values.length, count() - done);
      if (collected != null) {
        System.arraycopy(collected, (int) done, values, 0, length);
      } else {
        for (int i = 0; i < length; i++) {
          values[i] = (float) window.doubleAt(offset() + done + i);
        }
      }
      consumer.accept(values, length);
    }
  }

  private int arrayLength() throws DatasetException {
    if (count() > LARGEST_ARRAY) {
      throw new DatasetException(this + " is too large to be read at once");
    }
    return (int) count();
  }

  @Override
  public String toString() {
    return "tensor %s %s of storage '%s'"
        .formatted(type(), Arrays.toString(layout.shape()), storage.key());
  }
}
