package io.progan.core.graph;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A value in a {@link Graph}, whose type and shape are known while the graph is built.
 *
 * <p>Tensors are compared by identity. Arithmetic broadcasts as NumPy does, between tensors of
 * equal rank or with a scalar (rank 0). Operands must be of one type; {@link #cast} changes it.
 */
public final class Tensor {

  private final Graph graph;
  private final Tensor origin;
  private final boolean constant;
  private final DataType dataType;
  private final long[] shape;
  private String name;

  Tensor(Graph graph, String name, boolean constant, DataType dataType, long... shape) {
    this.graph = graph;
    this.origin = this;
    this.constant = constant;
    this.dataType = dataType;
    this.shape = shape;
    this.name = name;
  }

  /** Another tensor of the same value, off the tape. */
  Tensor(Tensor origin) {
    this.graph = origin.graph;
    this.origin = origin.origin;
    this.constant = origin.constant;
    this.dataType = origin.dataType;
    this.shape = origin.shape;
  }

  /** The graph that this tensor belongs to. */
  public Graph graph() {
    return graph;
  }

  /** The tensor that operations are recorded with; this one, unless it was made by stopping one. */
  Tensor origin() {
    return origin;
  }

  /** Whether the value is known when the graph is built. */
  public boolean isConstant() {
    return constant;
  }

  /** The name, unique in its graph, also of the SameDiff variable. */
  public String name() {
    return origin.name;
  }

  void rename(String other) {
    origin.name = other;
  }

  /** The type of the elements. */
  public DataType dataType() {
    return dataType;
  }

  /** A copy of the shape; empty for a scalar. */
  public long[] shape() {
    return shape.clone();
  }

  /** The length of dimension {@code i}. */
  public long size(int i) {
    return shape[i];
  }

  /** The number of dimensions. */
  public int rank() {
    return shape.length;
  }

  /** The number of elements. */
  public long length() {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  /** The bytes that the elements take. */
  public long bytes() {
    return length() * dataType.width();
  }

  /** The same values in another type; see {@link Casting#cast}. */
  public Tensor cast(DataType type) {
    return Casting.cast(this, type);
  }

  /** Elementwise sum. */
  public Tensor plus(Tensor other) {
    return Arithmetic.add(this, other);
  }

  /** Elementwise difference. */
  public Tensor minus(Tensor other) {
    return Arithmetic.subtract(this, other);
  }

  /** Elementwise product. */
  public Tensor times(Tensor other) {
    return Arithmetic.multiply(this, other);
  }

  /** The product with a number. */
  public Tensor times(double factor) {
    return factor == 1 ? this : Arithmetic.multiply(this, graph.constant(dataType, factor));
  }

  /** The sum with a number. */
  public Tensor plus(double summand) {
    return summand == 0 ? this : Arithmetic.add(this, graph.constant(dataType, summand));
  }

  /**
   * Checks that operands can meet in one operation.
   *
   * @throws IllegalArgumentException if two are of different types or graphs
   */
  static void requireAlike(Tensor first, Tensor... others) {
    for (Tensor other : others) {
      if (other == null) {
        continue;
      }
      if (other.graph != first.graph) {
        throw new IllegalArgumentException("of different graphs: " + first + " and " + other);
      }
      if (other.dataType != first.dataType) {
        throw new IllegalArgumentException(
            "types differ: %s is %s, %s is %s"
                .formatted(first, first.dataType, other, other.dataType));
      }
    }
  }

  @Override
  public String toString() {
    return name() + Arrays.toString(shape);
  }
}
