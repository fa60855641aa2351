package io.progan.core.graph;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A graph made ready to run again and again: the operations in order, each with its arrays bound.
 *
 * <p>A SameDiff session allocates every array of every run anew and works out what to run next as
 * it goes. A plan does both once: {@link #run()} reads the input arrays, which the caller fills,
 * and overwrites the result arrays, which the caller reads. The results are those of the session,
 * bit for bit.
 *
 * <p>A plan owns its buffers and frees them in {@link #close()}; input and result arrays belong to
 * the caller and must outlive it. A plan is not thread-safe.
 */
public final class Plan implements AutoCloseable {

  /** One native operation with its arrays. */
  record Step(Object operation, OpContext context) {}

  private final List<Step> steps;
  private final BufferPool buffers;
  private final List<INDArray> folded;
  private OperationTimes times;

  Plan(List<Step> steps, BufferPool buffers, List<INDArray> folded) {
    this.steps = List.copyOf(steps);
    this.buffers = buffers;
    this.folded = List.copyOf(folded);
  }

  /**
   * Lays out a plan that computes some tensors of a graph.
   *
   * @param graph the graph; it must stay open as long as the plan
   * @param inputs for the name of each graph input that is needed, the array that holds its value,
   *     of the input's shape
   * @param results for each wanted tensor the array that receives it, of the tensor's shape
   * @throws IllegalArgumentException if an input is missing or a shape is wrong
   */
  public static Plan compile(
      Graph graph, Map<String, INDArray> inputs, Map<Tensor, INDArray> results) {
    return new PlanCompiler(graph, inputs, results).compile();
  }

  /** Runs all operations once. */
  public void run() {
    if (times != null) {
      runTimed();
      return;
    }
    for (Step step : steps) {
      execute(step);
    }
  }

  private void runTimed() {
    for (Step step : steps) {
      long start = System.nanoTime();
      execute(step);
      Nd4j.getExecutioner().commit();
      times.add(name(step), System.nanoTime() - start);
    }
  }

  private static String name(Step step) {
    return step.operation() instanceof CustomOp custom
        ? custom.opName()
        : ((Op) step.operation()).opName();
  }

  /**
   * Times each operation of later runs, which makes them a little slower.
   *
   * @param observer what the times are added to; null to stop
   */
  public void observe(OperationTimes observer) {
    times = observer;
  }

  /** The number of operations that a run executes. */
  public int size() {
    return steps.size();
  }

  /** The native memory that the plan owns for intermediate values, in bytes. */
  public long bufferBytes() {
    return buffers.bytes();
  }

  static void execute(Step step) {
    if (step.operation() instanceof CustomOp custom) {
      Nd4j.getExecutioner().exec(custom, step.context());
    } else {
      Nd4j.getExecutioner().exec((Op) step.operation(), step.context());
    }
  }

  @Override
  public void close() {
    for (Step step : steps) {
      closeQuietly(step.context());
    }
    buffers.close();
    folded.forEach(INDArray::close);
  }

  static void closeQuietly(OpContext context) {
    try {
      context.close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot free an operation context", e);
    }
  }
}
