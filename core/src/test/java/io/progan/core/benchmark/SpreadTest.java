package io.progan.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void quartilesAreInterpolated() {
    assertThat(Spread.of(4, 1, 3, 2)).isEqualTo(new Spread(1.75, 2.5, 3.25));
    assertThat(Spread.of(5, 1, 3)).isEqualTo(new Spread(2, 3, 4));
  }

  @Test
  void oneValueHasNoSpread() {
    assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7));
  }
}
