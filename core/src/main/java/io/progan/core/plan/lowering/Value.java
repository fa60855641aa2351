package io.progan.core.plan.lowering;

import io.progan.core.graph.Tensor;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * An array that native steps read or write. Where it lies is for the plan to say. Compared by
 * identity.
 */
public final class Value {

  private final String name;
  private final DataType dataType;
  private final long[] shape;
  private final Tensor tensor;
  private final boolean ones;

  private Value(String name, DataType dataType, long[] shape, Tensor tensor, boolean ones) {
    this.name = name;
    this.dataType = dataType;
    this.shape = shape.clone();
    this.tensor = tensor;
    this.ones = ones;
  }

  static Value of(Tensor tensor) {
    return new Value(tensor.name(), tensor.dataType(), tensor.shape(), tensor, false);
  }

  static Value temporary(String name, DataType dataType, long... shape) {
    return new Value(name, dataType, shape, null, false);
  }

  static Value ones(DataType dataType, long... shape) {
    return new Value("ones", dataType, shape, null, true);
  }

  /** The tensor's name, or what a lowering calls the value. */
  public String name() {
    return name;
  }

  /** The type of the elements. */
  public DataType dataType() {
    return dataType;
  }

  /** A copy of the shape; empty for a scalar. */
  public long[] shape() {
    return shape.clone();
  }

  /** Whether the other has the same shape and type. */
  public boolean isLike(Value other) {
    return dataType == other.dataType && Arrays.equals(shape, other.shape);
  }

  /** The number of elements. */
  public long length() {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  /** The bytes of all elements. */
  public long bytes() {
    return length() * dataType.width();
  }

  /** Whether all elements are 1, a constant of the plan's. */
  public boolean isOnes() {
    return ones;
  }

  /** The graph's tensor; null for a value that a lowering has added. */
  public Tensor tensor() {
    return tensor;
  }

  @Override
  public String toString() {
    return name + Arrays.toString(shape);
  }
}
