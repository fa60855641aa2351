package io.progan.metrics.fid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FrechetDistanceTest {

  private static double between(FeatureStatistics a, FeatureStatistics b) {
    return new FrechetDistance(a).to(b).value();
  }

  @Test
  void identicalStatisticsAreAtDistanceZero() {
    FeatureStatistics a = TestFeatures.statistics(TestFeatures.normal(1, 400, 160, 0), 160);
    assertThat(between(a, a)).isCloseTo(0, within(1e-9));
  }

  @Test
  void identicalSingularStatisticsAreAtDistanceZero() {
    FeatureStatistics a = TestFeatures.statistics(TestFeatures.normal(1, 40, 300, 5), 300);
    assertThat(between(a, a)).isCloseTo(0, within(1e-9));
  }

  @Test
  void diagonalGaussiansHaveTheClosedForm() {
    FeatureStatistics a = TestFeatures.diagonal(new double[] {0, 1, 2}, 1, 4, 9);
    FeatureStatistics b = TestFeatures.diagonal(new double[] {3, 1, -2}, 4, 0, 16);
    assertThat(between(a, b)).isCloseTo(9 + 16 + 1 + 4 + 1, within(1e-12));
    assertThat(between(b, a)).isCloseTo(between(a, b), within(1e-12));
  }

  @Test
  void zeroCovarianceLeavesMeansAndTraces() {
    FeatureStatistics point = TestFeatures.diagonal(new double[] {1, 1}, 0, 0);
    FeatureStatistics other = TestFeatures.diagonal(new double[] {0, 0}, 2, 3);
    assertThat(between(point, other)).isCloseTo(7, within(1e-12));
    assertThat(between(point, point)).isZero();
  }

  @Test
  void scaledCopyHasTheClosedFormWhateverTheCorrelation() {
    int n = 200;
    float[] features = TestFeatures.normal(3, 500, n, 0);
    for (int i = 0; i < features.length; i++) {
      features[i] += i % n == 0 ? 0 : features[i - 1];
    }
    FeatureStatistics a = TestFeatures.statistics(features, n);
    double[] covariance = a.covariance();
    for (int i = 0; i < covariance.length; i++) {
      covariance[i] *= 9;
    }
    FeatureStatistics b = new FeatureStatistics(a.count(), a.mean(), covariance);
    assertThat(between(a, b)).isCloseTo(4 * a.trace(), within(1e-9 * a.trace()));
  }

  @Test
  void singularCovariancesGiveFiniteDistances() {
    int n = 512;
    FeatureStatistics few = TestFeatures.statistics(TestFeatures.normal(4, 180, n, 0), n);
    FeatureStatistics many = TestFeatures.statistics(TestFeatures.normal(5, 600, n, 0), n);
    assertThat(between(few, many)).isFinite().isPositive();
    assertThat(between(many, few)).isCloseTo(between(few, many), within(1e-9));
  }

  @Test
  void tooFewImagesAreWarnedOf() {
    FeatureStatistics few = TestFeatures.statistics(TestFeatures.normal(6, 20, 20, 0), 20);
    FeatureStatistics enough = TestFeatures.statistics(TestFeatures.normal(7, 21, 20, 0), 20);
    assertThat(few.warning()).hasValueSatisfying(w -> assertThat(w).contains("20 images", "FID"));
    assertThat(enough.warning()).isEmpty();
  }

  /** Samples of two Gaussians approach the distance of the Gaussians. */
  @Test
  void sampledGaussiansHaveTheClosedForm() {
    int n = 8;
    float[] a = TestFeatures.normal(8, 40_000, n, 0);
    float[] b = TestFeatures.normal(9, 40_000, n, 0);
    for (int i = 0; i < b.length; i++) {
      b[i] = 2 * b[i] + 3;
    }
    double distance = between(TestFeatures.statistics(a, n), TestFeatures.statistics(b, n));
    assertThat(distance).isCloseTo(n * (9 + 1), within(0.01 * n * 10));
    float[] again = TestFeatures.normal(10, 40_000, n, 0);
    assertThat(between(TestFeatures.statistics(a, n), TestFeatures.statistics(again, n)))
        .isBetween(0.0, 0.01);
  }

  @Test
  void refusesOtherNetworks() {
    FeatureStatistics two = TestFeatures.diagonal(new double[2], 1, 1);
    FeatureStatistics three = TestFeatures.diagonal(new double[3], 1, 1, 1);
    assertThatThrownBy(() -> between(two, three)).hasMessageContaining("2 and of 3 features");
  }
}
