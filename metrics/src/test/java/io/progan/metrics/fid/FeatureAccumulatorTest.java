package io.progan.metrics.fid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FeatureAccumulatorTest {
  private static final int N = 5;

  @Test
  void equalsTheDefinitionAcrossBlocks() {
    int count = 1300;
    float[] x = TestFeatures.normal(1, count, N, 100);
    FeatureStatistics statistics = TestFeatures.statistics(x, N);
    assertThat(statistics.count()).isEqualTo(count);
    double[] mean = new double[N];
    for (int i = 0; i < x.length; i++) {
      mean[i % N] += (double) x[i] / count;
    }
    for (int i = 0; i < N; i++) {
      assertThat(statistics.mean()[i]).isCloseTo(mean[i], within(1e-11));
      for (int j = 0; j < N; j++) {
        double sum = 0;
        for (int row = 0; row < count; row++) {
          sum += (x[row * N + i] - mean[i]) * (x[row * N + j] - mean[j]);
        }
        assertThat(statistics.covariance()[i * N + j]).isCloseTo(sum / (count - 1), within(1e-11));
      }
    }
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
