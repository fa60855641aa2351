package io.progan.metrics.modes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ModeCountsTest {

  private static ModeCounts each(int from, int to, int step) {
    ModeCounts counts = new ModeCounts(10);
    for (int mode = from; mode < to; mode += step) {
      counts.add(mode % 10, mode / 10 % 10, mode / 100);
    }
    return counts;
  }

  @Test
  void allModesOnce() {
    ModeCounts counts = each(0, 1000, 1);
    assertThat(counts.hit()).isEqualTo(1000);
    assertThat(counts.divergence()).isZero();
  }

  @Test
  void halfOfTheModes() {
    ModeCounts counts = each(1, 1000, 2);
    assertThat(counts.hit()).isEqualTo(500);
    assertThat(counts.divergence()).isEqualTo(Math.log(2));
  }

  @Test
  void oneModeOnly() {
    ModeCounts counts = new ModeCounts(10);
    for (int i = 0; i < 777; i++) {
      counts.add(7, 0, 9);
    }
    assertThat(counts.images()).isEqualTo(777);
    assertThat(counts.hit()).isOne();
    assertThat(counts.divergence()).isEqualTo(Math.log(1000));
  }

  @Test
  void channelsAreNotExchangedAndAnyNumberOfClassesIsCounted() {
    ModeCounts counts = new ModeCounts(3);
    counts.add(0, 1, 2, 2, 1, 0, 1, 0, 2, 0, 1, 2);
    assertThat(counts.hit()).isEqualTo(3);
    double expected = 0.5 * Math.log(27 * 0.5) + 0.5 * Math.log(27 * 0.25);
    assertThat(counts.divergence()).isCloseTo(expected, within(1e-14));
    ModeCounts large = new ModeCounts(1 << 20);
    large.add((1 << 20) - 1, (1 << 20) - 1, (1 << 20) - 1);
    assertThat(large.divergence()).isCloseTo(60 * Math.log(2), within(1e-12));
  }

  @Test
  void refusesWhatIsNoClass() {
    ModeCounts counts = new ModeCounts(10);
    assertThatThrownBy(() -> counts.add(1, 10, 2)).hasMessage("class 10, must be 0 to 9");
    assertThatThrownBy(() -> counts.add(1, 2)).hasMessageContaining("three an image");
    assertThatThrownBy(() -> new ModeCounts(2).divergence())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new ModeCounts(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
