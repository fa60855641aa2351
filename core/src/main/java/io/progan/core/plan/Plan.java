package io.progan.core.plan;

import io.progan.core.graph.Graph;
import io.progan.core.graph.Tensor;
import io.progan.core.plan.lowering.Lowering;
import io.progan.core.plan.lowering.Lowerings;
import io.progan.core.plan.routine.BoundRoutine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A graph made ready to run again and again: the operations in order, each with its arrays bound.
 *
 * <p>A SameDiff session allocates every array of every run anew and works out what to run next as
 * it goes. A plan does both once: {@link #run()} reads the input arrays, which the caller fills,
 * and overwrites the result arrays, which the caller reads. With the portable lowering the results
 * are those of the session, bit for bit, with others but for rounding.
 *
 * <p>Input and result arrays and the buffers of intermediate values belong to the caller and must
 * outlive the plan. A plan is not thread-safe, and neither are two that share a pool of buffers.
 */
public final class Plan implements AutoCloseable {

  private final List<BoundRoutine> steps;
  private final List<INDArray> folded;
  private OperationTimes times;

  Plan(List<BoundRoutine> steps, List<INDArray> folded) {
    this.steps = List.copyOf(steps);
    this.folded = List.copyOf(folded);
  }

  /**
   * Lays out a plan that computes some tensors of a graph.
   *
   * @param graph the graph; it must stay open as long as the plan
   * @param inputs for the name of each graph input that is needed, the array that holds its value,
   *     of the input's shape
   * @param results for each wanted tensor the array that receives it, of the tensor's shape
   * @param buffers where intermediate values live; it grows as needed
   * @throws IllegalArgumentException if an input is missing or a shape is wrong
   */
  public static Plan compile(
      Graph graph,
      Map<String, INDArray> inputs,
      Map<Tensor, INDArray> results,
      BufferPool buffers) {
    return compile(graph, inputs, results, buffers, Lowerings.current());
  }

  /** The same with another choice of native operations than the backend's. */
  public static Plan compile(
      Graph graph,
      Map<String, INDArray> inputs,
      Map<Tensor, INDArray> results,
      BufferPool buffers,
      Lowering lowering) {
    PlanCompiler.check(results);
    PlanLayout layout = PlanLayout.of(graph, results.keySet(), lowering, buffers.sizes());
    return new PlanCompiler(layout, inputs, results, buffers).compile();
  }

  /**
   * What a plan would run and the memory that it would take, without allocating anything: {@link
   * #compile} takes exactly these buffers.
   *
   * @param buffers those of plans that would run in turn with this one; they grow as needed
   */
  public static PlanLayout layout(Graph graph, Collection<Tensor> results, BufferSizes buffers) {
    return layout(graph, results, buffers, Lowerings.current());
  }

  /** The same with another choice of native operations than the backend's. */
  public static PlanLayout layout(
      Graph graph, Collection<Tensor> results, BufferSizes buffers, Lowering lowering) {
    return PlanLayout.of(graph, results, lowering, buffers);
  }

  /** Runs all operations once. */
  public void run() {
    if (times != null) {
      runTimed();
      return;
    }
    for (BoundRoutine step : steps) {
      step.run();
    }
  }

  private void runTimed() {
    for (BoundRoutine step : steps) {
      long start = System.nanoTime();
      step.run();
      Nd4j.getExecutioner().commit();
      times.add(step.name(), System.nanoTime() - start);
    }
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

  /** Frees what the plan owns; the buffers of intermediate values stay in their pool. */
  @Override
  public void close() {
    close(steps, folded);
  }

  static void close(List<BoundRoutine> steps, List<INDArray> folded) {
    steps.forEach(BoundRoutine::close);
    folded.forEach(INDArray::close);
  }
}
