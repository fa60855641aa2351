package io.progan.core.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Native buffers that the values of plans take turns in, whatever their types. Plans that run one
 * after the other, never at the same time, may share a pool: what one plan computed on the way is
 * of no use to the next.
 *
 * <p>Freed by {@link #close()}, after the plans.
 */
public final class BufferPool implements AutoCloseable {

  private final DataType dataType;
  private final BufferSizes sizes = new BufferSizes();
  private final List<INDArray> buffers = new ArrayList<>();

  /**
   * An empty pool.
   *
   * @param dataType the type that the buffers are allocated as: that of most values
   */
  public BufferPool(DataType dataType) {
    this.dataType = dataType;
  }

  /** Which buffers there are, or will be once they are first used. */
  BufferSizes sizes() {
    return sizes;
  }

  /**
   * An array in a buffer, allocated when it is first asked for. The pool owns its memory.
   *
   * @param buffer the buffer's number among {@link #sizes()}
   */
  INDArray array(int buffer, DataType type, long... shape) {
    while (buffers.size() <= buffer) {
      long bytes = sizes.bytes(buffers.size()) + BufferSizes.ALIGNMENT;
      buffers.add(Nd4j.createUninitialized(dataType, bytes / dataType.width()));
    }
    return aligned(buffers.get(buffer), type, shape);
  }

  /**
   * An array in the memory of another, which has to be larger by {@link BufferSizes#ALIGNMENT}: it
   * begins at a multiple of that.
   */
  static INDArray aligned(INDArray whole, DataType type, long... shape) {
    DataType dataType = whole.dataType();
    long alignment = BufferSizes.ALIGNMENT;
    long ahead = (alignment - whole.data().pointer().address() % alignment) % alignment;
    long length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    DataBuffer data =
        type == dataType
            ? whole.data()
            : Nd4j.createBuffer(
                whole.data().pointer(), whole.length() * dataType.width() / type.width(), type);
    return Nd4j.create(data, shape, Nd4j.getStrides(shape, 'c'), ahead / type.width(), 'c', type)
        .reshape('c', length == 0 ? new long[] {0} : shape);
  }

  /** The native memory of all buffers. */
  public long bytes() {
    return sizes.totalBytes();
  }

  /** Frees the buffers. */
  @Override
  public void close() {
    buffers.forEach(INDArray::close);
    buffers.clear();
    sizes.clear();
  }
}
