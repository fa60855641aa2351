package io.progan.core.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatentsTest {

  private static final int SIZE = 512;

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.5, 1, 2})
  void truncationDrawsOnlyWhatIsBeyondAgain(double threshold) {
    float[] plain = Latents.normal(7, 20, SIZE);
    float[] truncated = Latents.truncated(7, 20, SIZE, threshold);
    double squares = 0;
    for (int i = 0; i < plain.length; i++) {
      assertThat(Math.abs(truncated[i])).isLessThanOrEqualTo((float) threshold);
      if (Math.abs(plain[i]) <= threshold) {
        assertThat(truncated[i]).isEqualTo(plain[i]);
      }
      squares += truncated[i] * truncated[i];
    }
    // Variance of the truncated normal distribution: 1 - 2 c pdf(c) / (2 cdf(c) - 1).
    double expected = variance(threshold);
    assertThat(squares / plain.length).isCloseTo(expected, within(0.05 * expected));
  }

  /** By the midpoint rule. */
  private static double variance(double threshold) {
    double mass = 0;
    double second = 0;
    for (int i = 0; i < 10_000; i++) {
      double x = threshold * (i + 0.5) / 10_000;
      mass += Math.exp(-x * x / 2);
      second += x * x * Math.exp(-x * x / 2);
    }
    return second / mass;
  }

  @Test
  void aThresholdThatNearlyNothingPassesIsRefused() {
    assertThatThrownBy(() -> Latents.truncated(1, 1, SIZE, 0.001))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Latents.truncated(1, 1, SIZE, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Neighbours at the seam differ as little as neighbours elsewhere. */
  @Test
  void aWalkEndsWhereItBegan() {
    int frames = 60;
    float[] walk = Interpolation.smoothed(3, frames, 2, SIZE, 10);
    double seam = distance(walk, frames - 1, 0, 2 * SIZE);
    double largest = 0;
    for (int i = 1; i < frames; i++) {
      largest = Math.max(largest, distance(walk, i - 1, i, 2 * SIZE));
    }
    assertThat(seam).isPositive().isLessThan(1.2 * largest);
    assertThat(distance(walk, 0, frames / 2, 2 * SIZE)).isGreaterThan(4 * largest);
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyframePath.class,
      names = {"SPHERICAL", "SMOOTH"})
  void keyframesAreReachedAndLengthsKept(KeyframePath path) {
    float[] keys = Latents.normal(11, 3, SIZE);
    int frames = 30;
    float[] latents = Interpolation.through(keys, SIZE, frames, path);
    for (int key = 0; key < 3; key++) {
      assertThat(Arrays.copyOfRange(latents, key * 10 * SIZE, (key * 10 + 1) * SIZE))
          .containsExactly(Arrays.copyOfRange(keys, key * SIZE, (key + 1) * SIZE), within(1e-5f));
    }
    float[] zero = new float[latents.length + SIZE];
    System.arraycopy(latents, 0, zero, 0, latents.length);
    for (int frame = 0; frame < frames; frame++) {
      assertThat(distance(zero, frame, frames, SIZE)).isCloseTo(Math.sqrt(SIZE), within(2.0));
    }
    assertThat(distance(latents, frames - 1, 0, SIZE))
        .isLessThan(0.25 * distance(latents, 0, 10, SIZE));
  }

  @Test
  void oneKeyframeStandsStill() {
    float[] key = Latents.normal(1, 1, SIZE);
    float[] latents = Interpolation.through(key, SIZE, 4, KeyframePath.SPHERICAL);
    assertThat(distance(latents, 0, 3, SIZE)).isLessThan(1e-4);
    assertThatThrownBy(() -> Interpolation.through(key, SIZE, 0, KeyframePath.SMOOTH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double distance(float[] rows, int a, int b, int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double difference = rows[a * size + i] - rows[b * size + i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
