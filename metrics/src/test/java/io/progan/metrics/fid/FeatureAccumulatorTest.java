package io.progan.metrics.fid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureAccumulatorTest {
  private static final int N = 5;

  /** Across blocks of vectors, and across strips of features. */
  @ParameterizedTest
  @CsvSource({"4500, 5", "20, 530"})
  void equalsTheDefinition(int count, int n) {
    float[] x = TestFeatures.normal(1, count, n, 100);
    FeatureStatistics statistics = TestFeatures.statistics(x, n);
    assertThat(statistics.count()).isEqualTo(count);
    double[] mean = new double[n];
    for (int i = 0; i < x.length; i++) {
      mean[i % n] += (double) x[i] / count;
    }
    assertThat(largestDifference(statistics.mean(), mean)).isLessThan(1e-11);
    double[] covariance = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int row = 0; row < count; row++) {
          covariance[i * n + j] +=
              (x[row * n + i] - mean[i]) * (x[row * n + j] - mean[j]) / (count - 1);
        }
      }
    }
    assertThat(largestDifference(statistics.covariance(), covariance)).isLessThan(1e-11);
  }

  private static double largestDifference(double[] a, double[] b) {
    assertThat(a).hasSameSizeAs(b);
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  @Test
  void readingInBetweenChangesNothing() {
    float[] x = TestFeatures.normal(2, 60, N, 3);
    try (FeatureAccumulator accumulator = new FeatureAccumulator(N)) {
      accumulator.add(Arrays.copyOf(x, 20 * N));
      assertThat(accumulator.statistics().count()).isEqualTo(20);
      accumulator.add(Arrays.copyOfRange(x, 20 * N, 60 * N));
      assertClose(accumulator.statistics(), TestFeatures.statistics(x, N));
    }
  }

  /** As far from the others as one of 5000 vectors can be. */
  @Test
  void aFirstVectorUnlikeTheOthersCostsNoDigits() {
    float[] x = TestFeatures.normal(4, 5000, 1, 0);
    x[0] = 1e6f;
    double[] mean = TestFeatures.statistics(x, 1).mean();
    double[] variance = TestFeatures.statistics(x, 1).covariance();
    double expectedMean = 0;
    for (float value : x) {
      expectedMean += value / 5000.0;
    }
    double expected = 0;
    for (float value : x) {
      expected += (value - expectedMean) * (value - expectedMean) / 4999;
    }
    assertThat(mean[0]).isCloseTo(expectedMean, withinPercentage(1e-9));
    assertThat(variance[0]).isCloseTo(expected, withinPercentage(1e-9));
  }

  @Test
  void aRefusedMinibatchLeavesNoTrace() {
    float[] x = TestFeatures.normal(5, 60, N, 3);
    try (FeatureAccumulator accumulator = new FeatureAccumulator(N)) {
      float[] bad = {Float.NaN, 1, 2, 3, 4};
      assertThatThrownBy(() -> accumulator.add(bad)).hasMessageContaining("feature 0 of image 0");
      accumulator.add(new float[0]);
      accumulator.add(Arrays.copyOf(x, 30 * N));
      float[] infinite = {1, 2, 3, 4, Float.NEGATIVE_INFINITY};
      assertThatThrownBy(() -> accumulator.add(infinite))
          .hasMessageContaining("feature 4 of image 30 is -Infinity");
      accumulator.add(Arrays.copyOfRange(x, 30 * N, 60 * N));
      assertClose(accumulator.statistics(), TestFeatures.statistics(x, N));
    }
  }

  @Test
  void oneVectorAtATimeIsTheSame() {
    float[] x = TestFeatures.normal(6, 2100, N, 3);
    try (FeatureAccumulator accumulator = new FeatureAccumulator(N)) {
      for (int from = 0; from < x.length; from += N) {
        accumulator.add(Arrays.copyOfRange(x, from, from + N));
      }
      assertThat(accumulator.statistics().covariance())
          .containsExactly(TestFeatures.statistics(x, N).covariance(), within(1e-11));
    }
  }

  @Test
  void partsMerge() {
    float[] x = TestFeatures.normal(3, 60, N, 3);
    FeatureStatistics a = TestFeatures.statistics(Arrays.copyOf(x, 15 * N), N);
    FeatureStatistics b = TestFeatures.statistics(Arrays.copyOfRange(x, 15 * N, 60 * N), N);
    assertClose(FeatureStatistics.merge(a, b), TestFeatures.statistics(x, N));
  }

  private static void assertClose(FeatureStatistics actual, FeatureStatistics expected) {
    assertThat(actual.count()).isEqualTo(expected.count());
    assertThat(actual.mean()).containsExactly(expected.mean(), within(1e-12));
    assertThat(actual.covariance()).containsExactly(expected.covariance(), within(1e-12));
  }

  @Test
  void refusesWhatDoesNotFit() {
    try (FeatureAccumulator accumulator = new FeatureAccumulator(2)) {
      assertThatThrownBy(() -> accumulator.add(new float[3])).hasMessageContaining("2 features");
      accumulator.add(new float[2]);
      assertThatThrownBy(accumulator::statistics).hasMessageContaining("at least 2 images, got 1");
      assertThatThrownBy(() -> accumulator.add(new float[] {0, 0, 0, Float.NaN}))
          .hasMessageContaining("feature 1 of image 2 is NaN");
    }
    assertThatThrownBy(() -> new FeatureStatistics(5, new double[2], new double[3]))
        .hasMessageContaining("square of 2");
    assertThatThrownBy(() -> new FeatureStatistics(5, new double[] {Double.NaN}, new double[1]))
        .hasMessageContaining("mean holds NaN at position 0");
  }
}
