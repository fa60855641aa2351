package io.progan.app.metrics;

import io.progan.dataset.numpy.RandomState;
import io.progan.metrics.registry.RepeatableDraws;
import java.util.Arrays;

/** The random numbers of NumPy's legacy generator. */
final class NumpyDraws implements RepeatableDraws {

  private final RandomState random;

  /** As {@code numpy.random.RandomState(seed)}. */
  NumpyDraws(long seed) {
    this(new RandomState(seed));
  }

  private NumpyDraws(RandomState random) {
    this.random = random;
  }

  @Override
  public int[] integers(int low, int high, int count) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = (int) random.randint(low, high);
    }
    return values;
  }

  @Override
  public double[] normals(int count) {
    return random.randn(count);
  }

  @Override
  public int[] choose(int n, int count) {
    return Arrays.copyOf(random.permutation(n), count);
  }

  @Override
  public RepeatableDraws copy() {
    return new NumpyDraws(RandomState.restore(random.save()));
  }
}
