package io.progan.metrics.kid;

/**
 * The random subsets of the kernel Inception distance. With NumPy's legacy generator behind it,
 * subsets are those of {@code numpy.random.RandomState.choice(n, count, replace=False)}.
 */
public interface SubsetDraws {

  /** The next {@code count} different integers in [0, n), in random order. */
  int[] choose(int n, int count);
}
