package io.progan.core.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Native buffers that the values of plans take turns in. Plans that run one after the other, never
 * at the same time, may share a pool: what one plan computed on the way is of no use to the next.
 *
 * <p>Freed by {@link #close()}, after the plans.
 */
public final class BufferPool implements AutoCloseable {

  /** A buffer may be this many times as long as its value; a scalar must not block a large one. */
  private static final long WASTE = 2;

  private final DataType dataType;
  private final List<INDArray> all = new ArrayList<>();
  private final List<INDArray> free = new ArrayList<>();

  /**
   * An empty pool.
   *
   * @param dataType the type of all values
   */
  public BufferPool(DataType dataType) {
    this.dataType = dataType;
  }

  /** The smallest free buffer that is long enough and not much too long, or a new one. */
  INDArray acquire(long length) {
    Optional<INDArray> fitting =
        free.stream()
            .filter(b -> b.length() >= length && b.length() <= WASTE * length)
            .min(Comparator.comparingLong(INDArray::length));
    if (fitting.isPresent()) {
      free.removeIf(b -> b == fitting.get());
      return fitting.get();
    }
    INDArray created = Nd4j.createUninitialized(dataType, length);
    all.add(created);
    return created;
  }

  /** Gives a buffer back: the next value may overwrite it. */
  void release(INDArray buffer) {
    free.add(buffer);
  }

  /** The native memory of all buffers. */
  public long bytes() {
    return all.stream().mapToLong(b -> b.length() * dataType.width()).sum();
  }

  /** Frees the buffers. */
  @Override
  public void close() {
    all.forEach(INDArray::close);
    all.clear();
    free.clear();
  }
}
