package io.progan.core.exchange.torch;

import io.progan.core.exchange.ExchangeException;
import java.util.Map;

/**
 * Names and shapes of a network's tensors, to be asked.
 *
 * @param where the file, for messages
 * @param shapes by name
 */
record TensorShapes(String where, Map<String, long[]> shapes) {

  boolean has(String name) {
    return shapes.containsKey(name);
  }

  /**
   * One dimension of a tensor.
   *
   * @param rank how many dimensions it must have
   * @throws ExchangeException if it is missing, or has another number of dimensions
   */
  int dimension(String name, int rank, int index) throws ExchangeException {
    long[] shape = shapes.get(name);
    if (shape == null) {
      throw problem(name + " is missing");
    }
    if (shape.length != rank) {
      throw problem("%s has %d dimensions, expected %d".formatted(name, shape.length, rank));
    }
    if (shape[index] < 1 || shape[index] > Integer.MAX_VALUE) {
      throw problem("%s has a dimension of %d".formatted(name, shape[index]));
    }
    return (int) shape[index];
  }

  /** How many of {@code first0second, first1second, ...} there are, without a gap. */
  int count(String first, String second) {
    int count = 0;
    while (has(first + count + second)) {
      count++;
    }
    return count;
  }

  ExchangeException problem(String text) {
    return new ExchangeException(where + ": " + text);
  }
}
