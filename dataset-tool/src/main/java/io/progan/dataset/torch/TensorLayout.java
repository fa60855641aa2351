package io.progan.dataset.torch;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Which elements of a storage a tensor is: element {@code i} is at {@code offset + sum(i[axis] *
 * strides[axis])}.
 *
 * @param offset the first element
 * @param shape the dimensions
 * @param strides how many elements the neighbour along each axis is away
 */
record TensorLayout(long offset, long[] shape, long[] strides) {
  /** A view may repeat elements, but not make a large tensor of a small file. */
  private static final long LARGEST_REPEATED = 1 << 24;

  /** Takes elements one by one. */
  interface Sink {
    /**
     * Takes an element.
     *
     * @param index its place in the tensor in C order
     * @param element its place in the storage
     */
    void accept(int index, long element) throws IOException;
  }

  /**
   * A layout within a storage.
   *
   * @throws DatasetException if it reaches out of the storage, or repeats too many of its elements
   */
  static TensorLayout within(TorchStorage storage, long offset, long[] shape, long[] strides)
      throws DatasetException {
    TensorLayout layout = new TensorLayout(offset, shape, strides);
    String tensor =
        "tensor of shape %s, strides %s and offset %d"
            .formatted(Arrays.toString(shape), Arrays.toString(strides), offset);
    try {
      if (!layout.isPlausible()) {
        throw new DatasetException(tensor + " is none");
      }
      if (layout.count() > 0 && layout.last() >= storage.count()) {
        throw new DatasetException(
            "%s reaches element %d of storage '%s', which has %d"
                .formatted(tensor, layout.last(), storage.key(), storage.count()));
      }
      if (layout.count() > Math.max(storage.count(), LARGEST_REPEATED)) {
        throw new DatasetException(
            "%s repeats the %d elements of storage '%s' too often"
                .formatted(tensor, storage.count(), storage.key()));
      }
    } catch (ArithmeticException e) {
      throw new DatasetException(tensor + " is too large", e);
    }
    return layout;
  }

  private boolean isPlausible() {
    return offset >= 0
        && shape.length == strides.length
        && LongStream.concat(Arrays.stream(shape), Arrays.stream(strides)).allMatch(n -> n >= 0);
  }

  /** The number of elements. */
  long count() {
    return Arrays.stream(shape).anyMatch(n -> n == 0)
        ? 0
        : Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  private long last() {
    long last = offset;
    for (int axis = 0; axis < shape.length; axis++) {
      last = Math.addExact(last, Math.multiplyExact(shape[axis] - 1, strides[axis]));
    }
    return last;
  }

  /** Whether the elements follow one another in C order. */
  boolean isContiguous() {
    long[] dense = denseStrides();
    return count() == 0
        || IntStream.range(0, shape.length)
            .allMatch(axis -> shape[axis] == 1 || strides[axis] == dense[axis]);
  }

  /** The strides in C order of a tensor that has elements. */
  private long[] denseStrides() {
    long[] dense = new long[shape.length];
    long step = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      dense[axis] = step;
      step *= shape[axis];
    }
    return dense;
  }

  /**
   * Hands out all elements in the order in which they lie in the storage, so that reading goes
   * forward whatever the strides are; there must be no more than an array can hold.
   */
  void forEach(Sink sink) throws IOException {
    long left = count();
    int[] axes =
        IntStream.range(0, shape.length)
            .boxed()
            .sorted(Comparator.comparingLong((Integer axis) -> strides[axis]))
            .mapToInt(Integer::intValue)
            .toArray();
    long[] dense = denseStrides();
    long[] index = new long[shape.length];
    long to = 0;
    long from = offset;
    for (; left > 0; left--) {
      sink.accept((int) to, from);
      for (int axis : axes) {
        to += dense[axis];
        from += strides[axis];
        if (++index[axis] < shape[axis]) {
          break;
        }
        to -= shape[axis] * dense[axis];
        from -= shape[axis] * strides[axis];
        index[axis] = 0;
      }
    }
  }
}
