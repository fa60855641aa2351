package io.progan.core.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
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

  private final SameDiff sameDiff = SameDiff.create();
  private final DataType dataType;
  private final List<Node> tape = new ArrayList<>();
  private final Map<Double, Tensor> scalars = new HashMap<>();
  private final Map<String, Tensor> filled = new HashMap<>();
  private final Map<Tensor, Tensor> reversed = new HashMap<>();
  private final List<INDArray> constants = new ArrayList<>();

  /**
   * Starts an empty graph.
   *
   * @param dataType the type of every tensor: FLOAT, or DOUBLE to check gradients
   */
  public Graph(DataType dataType) {
    this.dataType = dataType;
  }

  /** The SameDiff graph behind this one. */
  public SameDiff sameDiff() {
    return sameDiff;
  }

  /** The type of every tensor. */
  public DataType dataType() {
    return dataType;
  }

  /** A value that is given when the graph runs. */
  public Tensor input(String name, long... shape) {
    return new Tensor(this, sameDiff.placeHolder(name, dataType, shape), shape.clone());
  }

  /** A number, as a scalar; equal numbers share one tensor. */
  public Tensor constant(double value) {
    return scalars.computeIfAbsent(value, v -> constant(Nd4j.scalar(dataType, v)));
  }

  /** A constant; the graph frees the array when it is closed. */
  public Tensor constant(INDArray values) {
    INDArray typed = values.castTo(dataType);
    constants.add(typed);
    return new Tensor(this, sameDiff.constant(typed), typed.shape());
  }

  /** A constant of ones; equal shapes share one tensor. */
  Tensor ones(long... shape) {
    return filled.computeIfAbsent(
        "1" + Arrays.toString(shape), key -> constant(Nd4j.ones(dataType, shape)));
  }

  /** A constant of zeros; equal shapes share one tensor. */
  Tensor zeros(long... shape) {
    return filled.computeIfAbsent(
        "0" + Arrays.toString(shape), key -> constant(Nd4j.zeros(dataType, shape)));
  }

  /**
   * The kernel {@code [k, k, out, in]} that makes a convolution of stride 1 out of the transposed
   * one: turned by half a circle, input and output channels exchanged. Computed once a run, however
   * many convolutions share the weights; no gradient flows through it.
   *
   * @param weights {@code [k, k, in, out]}
   */
  Tensor reversed(Tensor weights) {
    return reversed.computeIfAbsent(
        weights,
        w -> {
          SDVariable turned = sameDiff.permute(turned(w), 0, 1, 3, 2);
          return withoutGradient(turned, w.size(0), w.size(1), w.size(3), w.size(2));
        });
  }

  /**
   * A kernel with its taps in reverse order. ND4J's {@code reverse} takes hundreds of times as long
   * and, for each pair of channels, leaves behind native memory that nobody can free.
   */
  private SDVariable turned(Tensor weights) {
    int taps = Math.toIntExact(weights.size(0) * weights.size(1));
    if (taps == 1) {
      return weights.variable();
    }
    int[] backwards = IntStream.range(0, taps).map(tap -> taps - 1 - tap).toArray();
    SDVariable lines = sameDiff.reshape(weights.variable(), taps, weights.length() / taps);
    return sameDiff.reshape(sameDiff.gather(lines, backwards, 0), weights.shape());
  }

  /** Names a tensor, so that it can be found in the SameDiff graph and in a plan. */
  public void name(Tensor tensor, String name) {
    tensor.variable().rename(name);
  }

  /** Puts the result of a differentiable operation on the tape. */
  Tensor differentiable(SDVariable result, long[] shape, List<Tensor> inputs, Backward rule) {
    Tensor output = new Tensor(this, result, shape);
    tape.add(new Node(inputs, output, rule));
    return output;
  }

  /** The result of an operation through which no gradient flows. */
  Tensor withoutGradient(SDVariable result, long... shape) {
    return new Tensor(this, result, shape);
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
