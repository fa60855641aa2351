package io.progan.metrics.kid;

import io.progan.dataset.numpy.RandomState;
import io.progan.metrics.vectors.VectorSet;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The kernel Inception distance (Binkowski et al., "Demystifying MMD GANs", 2018, section 4): the
 * unbiased estimate of the squared maximum mean discrepancy of two sets of features under the
 * kernel {@code k(x, y) = (x y / dimension + 1)^3}, averaged over random subsets. Unlike the
 * Frechet distance it does not depend on the number of pictures; being unbiased, it is slightly
 * negative about as often as slightly positive for sets of one distribution.
 *
 * @param mean the mean over the subsets
 * @param deviation the (population) standard deviation over the subsets
 * @param subsets how many there were
 * @param subsetSize pictures of each
 */
public record KernelDistance(double mean, double deviation, int subsets, int subsetSize) {

  /**
   * Compares two sets in double precision. For each subset, pictures of set a are drawn, then
   * pictures of set b. Memory beside the sets is that of two subsets.
   *
   * @param a features of real pictures
   * @param b features of generated pictures, of the same network
   * @param draws where subsets come from: {@code choice(n, subsetSize, replace=False)} of NumPy
   * @throws IllegalArgumentException if a set has fewer than 2 vectors, or their lengths differ
   */
  public static KernelDistance between(
      VectorSet a, VectorSet b, KidOptions options, RandomState draws) {
    if (a.dimension() != b.dimension()) {
      throw new IllegalArgumentException(
          "features of "
              + a.dimension()
              + " and of "
              + b.dimension()
              + " numbers cannot be compared: they come from different networks");
    }
    int size = Math.min(options.subsetSize(), Math.min(a.count(), b.count()));
    if (size < 2) {
      throw new IllegalArgumentException("KID needs at least 2 images of each set, got " + size);
    }
    double[] values = new double[options.subsets()];
    for (int i = 0; i < values.length; i++) {
      try (INDArray x = a.gather(choose(draws, a.count(), size));
          INDArray y = b.gather(choose(draws, b.count(), size))) {
        values[i] = discrepancy(x, y);
      }
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    return new KernelDistance(mean, Math.sqrt(variance), values.length, size);
  }

  private static int[] choose(RandomState draws, int n, int count) {
    return Arrays.copyOf(draws.permutation(n), count);
  }

  private static double discrepancy(INDArray x, INDArray y) {
    int n = x.rows();
    double within = (kernelSum(x, x) + kernelSum(y, y)) / ((double) n * (n - 1));
    return within - 2 * kernelSum(x, y) / ((double) n * n);
  }

  /** The sum of the kernel over all pairs; of one set with itself, without the diagonal. */
  private static double kernelSum(INDArray x, INDArray y) {
    int n = x.rows();
    double[] products = new double[n * n];
    try (INDArray result = Nd4j.create(DataType.DOUBLE, new long[] {n, n}, 'f')) {
      Nd4j.gemm(x, y, result, false, true, 1.0 / x.columns(), 0);
      result.data().asNioDouble().get(products);
    }
    double sum = 0;
    for (int i = 0; i < products.length; i++) {
      double base = products[i] + 1;
      boolean diagonal = x == y && i % (n + 1) == 0;
      sum += diagonal ? 0 : base * base * base;
    }
    return sum;
  }
}
