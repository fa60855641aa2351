package io.progan.metrics.swd;

/**
 * The random numbers of the sliced Wasserstein distance. With NumPy's legacy generator behind it,
 * patches and directions are those that NumPy would draw, because every number is asked for in the
 * order of the original programme.
 */
public interface SwdDraws {

  /** The next {@code count} uniform integers in [low, high). */
  int[] integers(int low, int high, int count);

  /** The next {@code count} normal numbers of mean 0 and standard deviation 1. */
  double[] normals(int count);
}
