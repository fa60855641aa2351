package io.progan.core.state;

import io.progan.dataset.numpy.RandomState;
import java.util.Arrays;

/** What an array of a network holds before the first update. */
@FunctionalInterface
public interface Initializer {

  /** All zeros; draws nothing. */
  Initializer ZEROS = constant(0);

  /**
   * The initial values.
   *
   * @param random the source of whatever is drawn
   * @param shape of the array
   * @return as many values as the shape has elements, the last dimension fastest
   */
  double[] values(RandomState random, long... shape);

  /** The same value everywhere; draws nothing. */
  static Initializer constant(double value) {
    return (random, shape) -> {
      double[] values = new double[length(shape)];
      Arrays.fill(values, value);
      return values;
    };
  }

  /** Independent draws from N(0, standardDeviation^2), one for each element. */
  static Initializer normal(double standardDeviation) {
    return (random, shape) -> {
      double[] values = new double[length(shape)];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.randn() * standardDeviation;
      }
      return values;
    };
  }

  /** Independent draws from the uniform distribution between two bounds, one for each element. */
  static Initializer uniform(double bound) {
    return (random, shape) -> {
      double[] values = new double[length(shape)];
      for (int i = 0; i < values.length; i++) {
        values[i] = (2 * random.rand() - 1) * bound;
      }
      return values;
    };
  }

  private static int length(long... shape) {
    return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
  }
}
