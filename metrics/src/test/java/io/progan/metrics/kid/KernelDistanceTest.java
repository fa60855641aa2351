package io.progan.metrics.kid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.dataset.numpy.RandomState;
import io.progan.metrics.vectors.TestVectors;
import io.progan.metrics.vectors.VectorSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KernelDistanceTest {
  private static final int N = 6;

  private static KernelDistance between(float[] a, float[] b, KidOptions options) {
    try (VectorSet setA = TestVectors.set(a, N);
        VectorSet setB = TestVectors.set(b, N)) {
      return KernelDistance.between(setA, setB, options, new RandomState(1));
    }
  }

  private static double kernel(float[] a, int row, float[] b, int otherRow) {
    double product = 0;
    for (int i = 0; i < N; i++) {
      product += (double) a[row * N + i] * b[otherRow * N + i];
    }
    return Math.pow(product / N + 1, 3);
  }

  @Test
  void equalsTheDefinition() {
    int n = 40;
    float[] a = TestVectors.normal(1, n, N, 0);
    float[] b = TestVectors.normal(2, n, N, 0.4);
    double within = 0;
    double across = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        within += i == j ? 0 : kernel(a, i, a, j) + kernel(b, i, b, j);
        across += kernel(a, i, b, j);
      }
    }
    double expected = within / (n * (n - 1)) - 2 * across / (n * n);
    KernelDistance result = between(a, b, new KidOptions(3, 1000));
    assertThat(result.mean()).isCloseTo(expected, within(1e-12));
    assertThat(result.deviation()).isCloseTo(0, within(1e-12));
    assertThat(result.subsetSize()).isEqualTo(n);
  }

  /** With the diagonal of the kernel in the sums, sets of 20 would be about 1 apart. */
  @Test
  void isUnbiasedForFewImages() {
    KidOptions whole = new KidOptions(1, 20);
    double mean =
        IntStream.range(0, 200)
            .mapToDouble(
                i ->
                    between(
                            TestVectors.normal(2L * i, 20, N, 0),
                            TestVectors.normal(2L * i + 1, 20, N, 0),
                            whole)
                        .mean())
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(0, within(0.15));
  }

  @Test
  void subsetsDiffer() {
    float[] reals = TestVectors.normal(3, 300, N, 0);
    float[] fakes = TestVectors.normal(4, 200, N, 0);
    assertThat(between(reals, fakes, new KidOptions(10, 50)).deviation()).isPositive();
  }

  @Test
  void growsWithTheDifference() {
    float[] reals = TestVectors.normal(5, 500, N, 0);
    double last = 0;
    for (double shift : new double[] {0.3, 0.6, 1.2}) {
      double distance =
          between(reals, TestVectors.normal(6, 500, N, shift), new KidOptions(20, 200)).mean();
      assertThat(distance).isGreaterThan(last);
      last = distance;
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> between(new float[N], new float[N], KidOptions.defaults()))
        .hasMessageContaining("at least 2 images of each set, got 1");
    assertThatThrownBy(() -> new KidOptions(0, 10)).hasMessageContaining("subsets");
    assertThatThrownBy(() -> new KidOptions(1, 1)).hasMessageContaining("subsetSize");
    try (VectorSet a = new VectorSet(2);
        VectorSet b = new VectorSet(3)) {
      assertThatThrownBy(
              () -> KernelDistance.between(a, b, KidOptions.defaults(), new RandomState(1)))
          .hasMessageContaining("different networks");
    }
  }
}
