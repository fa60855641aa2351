package io.progan.core.training;

import io.progan.core.graph.BufferPool;
import io.progan.core.graph.Gradients;
import io.progan.core.graph.Graph;
import io.progan.core.graph.OperationTimes;
import io.progan.core.graph.Plan;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Weights;
import io.progan.core.network.ParameterVector;
import io.progan.core.network.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What the steps of both networks share: a graph with its inputs, the gradients of a loss written
 * straight into a parameter vector, and named values that are read after a run. Owns the graph, the
 * input and value arrays and the plan.
 */
final class StepPlan implements AutoCloseable {

  private static final String FADE = "fade";
  private static final String LOSS_SCALE = "lossScale";

  private final Graph graph;
  private final StepInputs inputs;
  private final Stage stage;
  private final boolean scaled;
  private final BufferPool buffers;
  private final Map<Tensor, INDArray> results = new LinkedHashMap<>();
  private final Map<String, INDArray> values = new LinkedHashMap<>();
  private Plan plan;

  /**
   * Starts a graph.
   *
   * @param scaled whether gradients carry a loss scale that changes from run to run
   * @param buffers for intermediate values; must outlive this object
   */
  StepPlan(DataType dataType, Stage stage, boolean scaled, BufferPool buffers) {
    this.graph = new Graph(dataType);
    this.inputs = new StepInputs(graph);
    this.stage = stage;
    this.scaled = scaled;
    this.buffers = buffers;
  }

  Graph graph() {
    return graph;
  }

  StepInputs inputs() {
    return inputs;
  }

  /** An input for labels; null without labels. */
  Tensor labels(int minibatch, int labelSize) {
    return labelSize == 0 ? null : inputs.add("labels", minibatch, labelSize);
  }

  /** The input for the weight of the resolution below; null unless fading. */
  Tensor fade() {
    return stage.fading() ? inputs.add(FADE) : null;
  }

  /** Wants a value after each run; a null tensor is a value that the configuration lacks. */
  void read(String name, Tensor tensor) {
    if (tensor != null) {
      INDArray array = Nd4j.create(graph.dataType(), tensor.shape());
      values.put(name, array);
      results.put(tensor, array);
    }
  }

  /** Wants the gradients of a loss at a network's weights, each in its place of a vector. */
  void gradients(Tensor loss, Weights weights, ParameterVector into) {
    Tensor target = scaled ? loss.times(inputs.add(LOSS_SCALE)) : loss;
    List<Tensor> tensors = new ArrayList<>(weights.inputs().values());
    Map<Tensor, Tensor> gradients = Gradients.of(target, tensors);
    weights.inputs().forEach((name, input) -> results.put(gradients.get(input), into.view(name)));
  }

  /** Lays out the plan; afterwards the graph is complete. */
  void compile() {
    plan = Plan.compile(graph, inputs.arrays(), results, buffers);
  }

  /** Runs the step once. */
  void run(double fade, double lossScale) {
    if (stage.fading()) {
      inputs.set(FADE, (float) fade);
    }
    if (scaled) {
      inputs.set(LOSS_SCALE, (float) lossScale);
    }
    plan.run();
  }

  /** Times each operation of later runs; null to stop. */
  void observe(OperationTimes times) {
    plan.observe(times);
  }

  /** The mean of a value of the last run; 0 for one that the configuration lacks. */
  double mean(String name) {
    INDArray value = values.get(name);
    return value == null ? 0 : value.meanNumber().doubleValue();
  }

  /** A value of the last run, element by element. */
  float[] values(String name) {
    INDArray value = values.get(name);
    return value.reshape(value.length()).toFloatVector();
  }

  @Override
  public void close() {
    if (plan != null) {
      plan.close();
    }
    values.values().forEach(INDArray::close);
    inputs.close();
    graph.close();
  }
}
