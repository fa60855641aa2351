package io.progan.core.network;

import io.progan.core.layer.Parameter;
import io.progan.dataset.numpy.RandomState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * One contiguous vector of numbers, one for each of a network's parameters: weights, gradients or
 * moments. The named arrays are views of the vector, so that whoever treats all parameters alike
 * (optimiser, moving average, snapshot) works on the vector.
 *
 * <p>Owns the native memory; freed by {@link #close()}.
 */
public final class ParameterVector implements AutoCloseable {

  private final List<Parameter> parameters;
  private final INDArray vector;
  private final Map<String, INDArray> views = new LinkedHashMap<>();

  /**
   * Allocates a vector of zeros.
   *
   * @param parameters the parameters, in the order in which they lie in the vector
   * @param dataType FLOAT or DOUBLE
   */
  public ParameterVector(List<Parameter> parameters, DataType dataType) {
    this.parameters = List.copyOf(parameters);
    this.vector = Nd4j.create(dataType, parameters.stream().mapToLong(Parameter::length).sum());
    long offset = 0;
    for (Parameter parameter : parameters) {
      INDArray part = vector.get(NDArrayIndex.interval(offset, offset + parameter.length()));
      views.put(parameter.name(), part.reshape('c', parameter.shape()));
      offset += parameter.length();
    }
  }

  /** The parameters in the order in which they lie in the vector. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** The whole vector; it stays owned by this object. */
  public INDArray vector() {
    return vector;
  }

  /**
   * The part of the vector that belongs to a parameter, in its shape: a view, never to be freed.
   */
  public INDArray view(String name) {
    INDArray view = views.get(name);
    if (view == null) {
      throw new IllegalArgumentException("no parameter " + name);
    }
    return view;
  }

  /** A new vector of zeros for the same parameters; owned by the caller. */
  public ParameterVector zeros() {
    return new ParameterVector(parameters, vector.dataType());
  }

  /** Copies all numbers of a vector for the same parameters. */
  public void assign(ParameterVector other) {
    vector.assign(other.vector);
  }

  /**
   * Draws initial weights: N(0, 1) with equalized learning rate, else N(0, scale^2); biases 0.
   *
   * @param random the source of the draws, advanced by one draw for each weight
   * @param equalized whether the scale is applied at run time instead
   */
  public void initialize(RandomState random, boolean equalized) {
    for (Parameter parameter : parameters) {
      INDArray view = view(parameter.name());
      if (parameter.scale() == 0) {
        view.assign(0);
        continue;
      }
      double scale = equalized ? 1 : parameter.scale();
      double[] draws = new double[Math.toIntExact(parameter.length())];
      for (int i = 0; i < draws.length; i++) {
        draws[i] = random.randn() * scale;
      }
      view.assign(Nd4j.createFromArray(draws).reshape(parameter.shape()));
    }
  }

  /** Frees the vector. */
  @Override
  public void close() {
    vector.close();
  }
}
