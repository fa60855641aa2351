package io.progan.core.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A SameDiff graph under construction, with the tape that {@link Gradients} reads.
 *
 * <p>Every operation is one that SameDiff ships, so the graph runs in a plain SameDiff session
 * ({@code sameDiff().output(placeholders, names)}) as well as in a {@link Plan}. What SameDiff
 * lacks is a derivative of a derivative; the tape holds, for each operation, a gradient rule made
 * of the same operations, and that closes the gap.
 *
 * <p>The constants that the graph creates are freed by {@link #close()}.
 */
public final class Graph implements AutoCloseable {

  /** One differentiable operation on the tape. */
  record Node(List<Tensor> inputs, Tensor output, Backward backward) {}

  private record Filled(DataType dataType, double value, List<Long> shape) {}

  private final SameDiff sameDiff = SameDiff.create();
  private final DataType dataType;
  private final List<Node> tape = new ArrayList<>();
  private final List<Tensor> tensors = new ArrayList<>();
  private final Map<Tensor, Double> work = new HashMap<>();
  private final Map<Filled, Tensor> filled = new HashMap<>();
  private final List<INDArray> constants = new ArrayList<>();

  /**
   * Starts an empty graph.
   *
   * @param dataType the type of inputs and constants that do not say their own: FLOAT, or DOUBLE to
   *     check gradients
   */
  public Graph(DataType dataType) {
    this.dataType = dataType;
  }

  /** The SameDiff graph behind this one. */
  public SameDiff sameDiff() {
    return sameDiff;
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
    return add(sameDiff.placeHolder(name, type, shape), type, shape.clone());
  }

  /** A number of the graph's type, as a scalar; equal numbers share one tensor. */
  public Tensor constant(double value) {
    return constant(dataType, value);
  }

  /** A number, as a scalar; equal numbers of one type share one tensor. */
  public Tensor constant(DataType type, double value) {
    return filled(type, value);
  }

  /** A constant of the graph's type; the graph frees the array when it is closed. */
  public Tensor constant(INDArray values) {
    return own(values.castTo(dataType));
  }

  /** A constant of ones; equal shapes share one tensor. */
  Tensor ones(DataType type, long... shape) {
    return filled(type, 1, shape);
  }

  /** A constant of zeros; equal shapes share one tensor. */
  Tensor zeros(DataType type, long... shape) {
    return filled(type, 0, shape);
  }

  private Tensor filled(DataType type, double value, long... shape) {
    return filled.computeIfAbsent(
        new Filled(type, value, Arrays.stream(shape).boxed().toList()),
        key ->
            own(
                shape.length == 0
                    ? Nd4j.scalar(type, value)
                    : Nd4j.valueArrayOf(shape, value, type)));
  }

  private Tensor own(INDArray values) {
    constants.add(values);
    return add(sameDiff.constant(values), values.dataType(), values.shape());
  }

  /** Names a tensor, so that it can be found in the SameDiff graph and in a plan. */
  public void name(Tensor tensor, String name) {
    tensor.variable().rename(name);
  }

  /**
   * Puts the result of a differentiable operation on the tape. Its type is that of the inputs.
   *
   * @param rule the gradient at the inputs
   */
  Tensor differentiable(SDVariable result, long[] shape, List<Tensor> inputs, Backward rule) {
    return onTape(add(result, inputs.get(0).dataType(), shape), inputs, rule);
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

  /** A result of an operation, without a gradient unless it is put on the tape. */
  Tensor add(SDVariable result, DataType type, long... shape) {
    Tensor tensor = new Tensor(this, result, type, shape);
    tensors.add(tensor);
    return tensor;
  }

  /** States the floating-point operations that a result takes; see {@link Operation#flops()}. */
  Tensor work(Tensor result, double flops) {
    work.put(result, flops);
    return result;
  }

  /**
   * The operations in an order in which they can run: what a plan is made of, and what tables and
   * estimates read.
   *
   * @throws IllegalStateException if an operation has a variable without a tensor
   */
  public List<Operation> operations() {
    Map<String, Tensor> byName = new HashMap<>();
    tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
    return sameDiff.getOps().values().stream().map(op -> operation(op, byName)).toList();
  }

  /** How many operations there are so far. */
  public int size() {
    return sameDiff.getOps().size();
  }

  /** The operations that some results depend on, in an order in which they can run. */
  public List<Operation> operations(Collection<Tensor> results) {
    Set<String> read = results.stream().map(Tensor::name).collect(Collectors.toSet());
    List<Operation> kept = new ArrayList<>();
    List<Operation> all = operations();
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).outputs().stream().map(Tensor::name).anyMatch(read::contains)) {
        kept.add(all.get(i));
        all.get(i).inputs().forEach(input -> read.add(input.name()));
      }
    }
    Collections.reverse(kept);
    return kept;
  }

  private Operation operation(SameDiffOp op, Map<String, Tensor> byName) {
    List<Tensor> outputs = tensors(op.getOutputsOfOp(), byName, op.getOp());
    double flops = outputs.stream().mapToDouble(y -> work.getOrDefault(y, -1.0)).sum();
    return new Operation(
        op.getOp().opName(),
        tensors(op.getInputsToOp(), byName, op.getOp()),
        outputs,
        flops >= 0 ? flops : Operation.elementwise(op.getOp().opName(), outputs),
        op.getOp());
  }

  private static List<Tensor> tensors(
      List<String> names, Map<String, Tensor> byName, DifferentialFunction function) {
    return names.stream()
        .map(
            name -> {
              Tensor tensor = byName.get(name);
              if (tensor == null) {
                throw new IllegalStateException(
                    "no shape is known of %s, which %s uses".formatted(name, function.opName()));
              }
              return tensor;
            })
        .toList();
  }

  /** Another tensor with the same value, off the tape: no gradient flows through it. */
  Tensor stopped(Tensor tensor) {
    return new Tensor(this, tensor.variable(), tensor.dataType(), tensor.shape());
  }

  /** The differentiable operations in the order in which they were added. */
  List<Node> tape() {
    return tape;
  }

  /** Frees the constants. Plans made from this graph must be closed before. */
  @Override
  public void close() {
    constants.forEach(INDArray::close);
    constants.clear();
  }
}
