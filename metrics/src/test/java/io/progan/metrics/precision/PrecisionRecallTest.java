package io.progan.metrics.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.metrics.vectors.TestVectors;
import io.progan.metrics.vectors.VectorSet;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PrecisionRecallTest {

  private static PrecisionRecall between(float[] reals, float[] fakes, int dimension) {
    try (VectorSet a = TestVectors.set(reals, dimension);
        VectorSet b = TestVectors.set(fakes, dimension)) {
      return PrecisionRecall.between(a, b, PrecisionRecall.DEFAULT_NEIGHBORS);
    }
  }

  /** The share of points that lie in a ball of the set, by definition. */
  private static double covered(float[] set, float[] points, int dimension) {
    int n = set.length / dimension;
    double[] radii = new double[n];
    for (int i = 0; i < n; i++) {
      double[] distances = new double[n];
      for (int j = 0; j < n; j++) {
        distances[j] = TestVectors.squaredDistance(set, i, set, j, dimension);
      }
      Arrays.sort(distances);
      radii[i] = distances[3];
    }
    int count = points.length / dimension;
    int inside = 0;
    for (int p = 0; p < count; p++) {
      boolean in = false;
      for (int i = 0; i < n; i++) {
        in |= TestVectors.squaredDistance(set, i, points, p, dimension) <= radii[i];
      }
      inside += in ? 1 : 0;
    }
    return (double) inside / count;
  }

  @Test
  void equalsTheDefinitionAcrossBlocks() {
    float[] reals = TestVectors.normal(1, 1100, 3, 0);
    float[] fakes = TestVectors.normal(2, 1060, 3, 1);
    PrecisionRecall result = between(reals, fakes, 3);
    assertThat(result.precision()).isEqualTo(covered(reals, fakes, 3)).isBetween(0.5, 0.99);
    assertThat(result.recall()).isEqualTo(covered(fakes, reals, 3)).isBetween(0.5, 0.99);
  }

  @Test
  void oneSetCoversItself() {
    float[] set = TestVectors.normal(3, 100, 5, 9);
    assertThat(between(set, set, 5)).isEqualTo(new PrecisionRecall(1, 1, 3));
    float[] constant = new float[50];
    Arrays.fill(constant, 0.1f);
    assertThat(between(constant, constant, 5)).isEqualTo(new PrecisionRecall(1, 1, 3));
  }

  @Test
  void droppedModesCostRecallAndNoiseCostsPrecision() {
    float[] twoModes = TestVectors.normal(4, 400, 2, 0);
    for (int i = 0; i < 400; i++) {
      twoModes[i] += 100;
    }
    float[] oneMode = Arrays.copyOf(TestVectors.normal(5, 200, 2, 0), 400);
    for (int i = 0; i < 200; i++) {
      oneMode[200 + i] = oneMode[i] + 0.001f;
    }
    PrecisionRecall dropped = between(twoModes, oneMode, 2);
    assertThat(dropped.precision()).isGreaterThan(0.9);
    assertThat(dropped.recall()).isLessThan(0.55);
    PrecisionRecall noise = between(twoModes, TestVectors.normal(6, 400, 2, 1000), 2);
    assertThat(noise.precision()).isZero();
    assertThat(noise.recall()).isZero();
  }

  @Test
  void refusesTooFewImages() {
    assertThatThrownBy(() -> between(new float[8], new float[6], 2))
        .hasMessageContaining("need at least 4 generated images, got 3");
    try (VectorSet set = TestVectors.set(new float[10], 2)) {
      assertThatThrownBy(() -> PrecisionRecall.between(set, set, 0)).hasMessageContaining("k >= 1");
    }
  }
}
