package io.progan.core.training;

import io.progan.core.graph.Graph;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Weights;
import io.progan.core.network.ParameterVector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The arrays that a step reads: weights, as views of their vectors, and the step's own inputs,
 * which are allocated here and freed by {@link #close()}.
 */
final class StepInputs implements AutoCloseable {

  private final Graph graph;
  private final Map<String, INDArray> arrays = new HashMap<>();
  private final List<INDArray> owned = new ArrayList<>();

  StepInputs(Graph graph) {
    this.graph = graph;
  }

  /** Adds an input to the graph and allocates its array. */
  Tensor add(String name, long... shape) {
    INDArray array = Nd4j.create(graph.dataType(), shape);
    owned.add(array);
    arrays.put(name, array);
    return graph.input(name, shape);
  }

  /** Binds the weights that the graph uses to their vector. */
  void bind(String network, Weights weights, ParameterVector vector) {
    for (String parameter : weights.inputs().keySet()) {
      arrays.put(Weights.inputName(network, parameter), vector.view(parameter));
    }
  }

  /** All arrays by the name of the graph input. */
  Map<String, INDArray> arrays() {
    return arrays;
  }

  /** Copies values into the array of an input. */
  void set(String name, float... values) {
    INDArray array = arrays.get(name);
    if (array.length() != values.length) {
      throw new IllegalArgumentException(
          "%s: %d values, expected %d".formatted(name, values.length, array.length()));
    }
    try (INDArray copy = Nd4j.createFromArray(values)) {
      array.assign(copy.reshape(array.shape()));
    }
  }

  @Override
  public void close() {
    owned.forEach(INDArray::close);
  }
}
