package io.progan.core.graph;

import io.progan.core.device.HostValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A graph under construction, with the tape that {@link Gradients} reads.
 *
 * <p>Operations are recorded with their shapes; nothing native is touched, so that tables and
 * estimates are quick. Every operation is one that SameDiff ships: {@link #sameDiff} gives the
 * graph as SameDiff's own, which runs in a plain session ({@code output(placeholders, names)}), and
 * a plan runs the same operations. What SameDiff lacks is a derivative of a derivative; the tape
 * holds, for each operation, a gradient rule made of the same operations, and that closes the gap.
 *
 * <p>The arrays of constants are freed by {@link #close()}.
 */
public final class Graph implements AutoCloseable {

  /** One differentiable operation on the tape. */
  record Node(List<Tensor> inputs, Tensor output, Backward backward) {}

  /** The elements of a constant: all of them, or one that all are equal to. */
  private record Elements(DataType dataType, List<Long> shape, List<Double> values) {

    INDArray array() {
      long[] lengths = shape.stream().mapToLong(length -> length).toArray();
      if (values.size() == 1) {
        return lengths.length == 0
            ? Nd4j.scalar(dataType, values.get(0))
            : Nd4j.valueArrayOf(lengths, values.get(0), dataType);
      }
      double[] elements = values.stream().mapToDouble(value -> value).toArray();
      return HostValues.array(elements, dataType, lengths);
    }
  }

  private final DataType dataType;
  private final List<Operation> operations = new ArrayList<>();
  private final List<Node> tape = new ArrayList<>();
  private final List<Tensor> given = new ArrayList<>();
  private final Map<Elements, Tensor> constants = new HashMap<>();
  private final Map<Tensor, Elements> elements = new HashMap<>();
  private final Map<Tensor, INDArray> arrays = new HashMap<>();
  private SameDiffEmitter session;
  private SameDiffEmitter functions;

  /**
   * Starts an empty graph.
   *
   * @param dataType the type of inputs and constants that do not say their own: FLOAT, or DOUBLE to
   *     check gradients
   */
  public Graph(DataType dataType) {
    this.dataType = dataType;
  }

  /** The type of inputs and constants that do not say their own. */
  public DataType dataType() {
    return dataType;
  }

  /** A value of the graph's type that is given when the graph runs. */
  public Tensor input(String name, long... shape) {
    return input(dataType, name, shape);
  }

  /** A value of any type that is given when the graph runs. */
  public Tensor input(DataType type, String name, long... shape) {
    return give(new Tensor(this, name, false, type, shape.clone()));
  }

  private Tensor give(Tensor tensor) {
    given.add(tensor);
    return tensor;
  }

  /** Inputs and constants, in the order in which they were added. */
  List<Tensor> given() {
    return given;
  }

  /** A number of the graph's type, as a scalar; equal numbers share one tensor. */
  public Tensor constant(double value) {
    return constant(dataType, value);
  }

  /** A number, as a scalar; equal numbers of one type share one tensor. */
  public Tensor constant(DataType type, double value) {
    return constant(type, new double[] {value});
  }

  /**
   * A constant of the graph's type; equal ones share one tensor.
   *
   * @param values in C order
   */
  public Tensor constant(double[] values, long... shape) {
    if (Arrays.stream(shape).reduce(1, (a, b) -> a * b) != values.length) {
      throw new IllegalArgumentException(
          "%d values are not of shape %s".formatted(values.length, Arrays.toString(shape)));
    }
    return constant(dataType, values, shape);
  }

  /** A constant of ones; equal shapes share one tensor. */
  Tensor ones(DataType type, long... shape) {
    return constant(type, new double[] {1}, shape);
  }

  /** A constant of zeros; equal shapes share one tensor. */
  Tensor zeros(DataType type, long... shape) {
    return constant(type, new double[] {0}, shape);
  }

  private Tensor constant(DataType type, double[] values, long... shape) {
    Elements wanted =
        new Elements(
            type, Arrays.stream(shape).boxed().toList(), Arrays.stream(values).boxed().toList());
    return constants.computeIfAbsent(
        wanted,
        key -> {
          Tensor tensor =
              give(new Tensor(this, "constant." + constants.size(), true, type, shape.clone()));
          elements.put(tensor, key);
          return tensor;
        });
  }

  /** The number that all elements of a constant are; nothing for other tensors. */
  public OptionalDouble number(Tensor tensor) {
    Elements known = elements.get(tensor.origin());
    return known == null || known.values().size() != 1
        ? OptionalDouble.empty()
        : OptionalDouble.of(known.values().get(0));
  }

  /** The array of a constant, which the graph frees when it is closed. */
  public INDArray values(Tensor constant) {
    return arrays.computeIfAbsent(constant.origin(), tensor -> elements.get(tensor).array());
  }

  /** Names a tensor, so that it can be found in the SameDiff graph and in a plan. */
  public void name(Tensor tensor, String name) {
    Stream.of(session, functions)
        .filter(emitter -> emitter != null)
        .forEach(emitter -> emitter.rename(tensor.origin(), name));
    tensor.rename(name);
  }

  /**
   * Records an operation with one result of its first operand's type, and puts it on the tape.
   *
   * @param rule the gradient at the inputs
   */
  Tensor differentiable(Computation computation, long[] shape, List<Tensor> inputs, Backward rule) {
    return onTape(add(computation, shape, inputs), inputs, rule);
  }

  /** Puts a result on the tape, with the rule for the gradient at its operation's inputs. */
  Tensor onTape(Tensor output, List<Tensor> inputs, Backward rule) {
    tape.add(new Node(inputs, output, rule));
    return output;
  }

  /**
   * Marks a result that depends on its inputs but cannot be differentiated by them.
   *
   * @throws IllegalStateException if {@link Gradients#of} needs its gradient
   */
  Tensor finalGradient(Tensor output, String operation, List<Tensor> inputs) {
    return onTape(
        output,
        inputs,
        (gradient, wanted) -> {
          throw new IllegalStateException(
              "%s cannot be differentiated: no gradient flows from %s to %s"
                  .formatted(operation, output, inputs));
        });
  }

  /** Records an operation with one result of its first operand's type, without a gradient. */
  Tensor add(Computation computation, long[] shape, List<Tensor> inputs) {
    return add(computation, inputs.get(0).dataType(), shape, inputs);
  }

  /** Records an operation with one result, without a gradient unless it is put on the tape. */
  Tensor add(Computation computation, DataType type, long[] shape, List<Tensor> inputs) {
    String name = computation.kind() + "." + operations.size();
    Tensor result = new Tensor(this, name, false, type, shape.clone());
    add(computation, inputs, List.of(result));
    return result;
  }

  /** Records an operation with two results of its first operand's type. */
  List<Tensor> addPair(Computation computation, long[] first, long[] second, List<Tensor> inputs) {
    String name = computation.kind() + "." + operations.size();
    DataType type = inputs.get(0).dataType();
    List<Tensor> results =
        List.of(
            new Tensor(this, name, false, type, first.clone()),
            new Tensor(this, name + ".second", false, type, second.clone()));
    add(computation, inputs, results);
    return results;
  }

  private void add(Computation computation, List<Tensor> inputs, List<Tensor> results) {
    List<Tensor> origins = inputs.stream().map(Tensor::origin).toList();
    operations.add(new Operation(computation, origins, results));
  }

  /** The operations in an order in which they can run. */
  public List<Operation> operations() {
    return Collections.unmodifiableList(operations);
  }

  /** The operations that some results depend on, in an order in which they can run. */
  public List<Operation> operations(Collection<Tensor> results) {
    Set<Tensor> read = new HashSet<>();
    results.forEach(result -> read.add(result.origin()));
    List<Operation> kept = new ArrayList<>();
    for (int i = operations.size() - 1; i >= 0; i--) {
      if (operations.get(i).outputs().stream().anyMatch(read::contains)) {
        kept.add(operations.get(i));
        read.addAll(operations.get(i).inputs());
      }
    }
    Collections.reverse(kept);
    return kept;
  }

  /** The graph as SameDiff's. The first call loads ND4J's native library. */
  public SameDiff sameDiff() {
    if (session == null) {
      session = new SameDiffEmitter(true);
    }
    session.emit(this);
    return session.sameDiff();
  }

  /** SameDiff's operation. */
  DifferentialFunction function(Operation operation) {
    if (functions == null) {
      functions = new SameDiffEmitter(false);
    }
    functions.emit(this);
    return functions.function(operation);
  }

  /** Another tensor with the same value, off the tape: no gradient flows through it. */
  Tensor stopped(Tensor tensor) {
    return new Tensor(tensor);
  }

  /** The differentiable operations in the order in which they were added. */
  List<Node> tape() {
    return tape;
  }

  /** Frees the constants. Plans made from this graph must be closed before. */
  @Override
  public void close() {
    arrays.values().forEach(INDArray::close);
    arrays.clear();
  }
}
