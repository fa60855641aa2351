package io.progan.dataset.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class RandomStateTest {
  @Test
  void restoredStateGoesOnExactlyEvenBetweenTheTwoOfAPair() {
    RandomState random = new RandomState(5);
    random.randn(2 * 700 + 1);
    RandomState.State state = random.save();
    assertThat(state.hasGauss()).isTrue();
    RandomState restored = RandomState.restore(state);
    assertThat(restored.save()).isEqualTo(state);
    assertThat(restored.randn(9)).isEqualTo(random.randn(9));
    assertThat(restored.permutation(50)).isEqualTo(random.permutation(50));
    assertThat(restored.save()).isEqualTo(random.save()).isNotEqualTo(state);
  }

  @Test
  void stateSurvivesJson() throws Exception {
    RandomState random = new RandomState(4294967295L);
    random.randn();
    ObjectMapper json = new ObjectMapper();
    String text = json.writeValueAsString(random.save());
    assertThat(json.readValue(text, RandomState.State.class)).isEqualTo(random.save());
  }

  @Test
  void saveDoesNotChangeTheStream() {
    RandomState one = new RandomState(1);
    RandomState two = new RandomState(1);
    one.save();
    assertThat(one.rand(700)).isEqualTo(two.rand(700));
  }

  @Test
  void wideIntegersUseTwoWords() {
    long[] values = new RandomState(7).randint(Long.MIN_VALUE, Long.MAX_VALUE, 3);
    RandomState words = new RandomState(7);
    for (long value : values) {
      long expected = ((long) words.nextInt() << 32) | Integer.toUnsignedLong(words.nextInt());
      assertThat(value).isEqualTo(Long.MIN_VALUE + expected);
    }
    assertThat(new RandomState(7).randint(3, 4)).isEqualTo(3);
  }

  @Test
  void bytesOfOneValueNeedNoWords() {
    RandomState random = new RandomState(3);
    RandomState.State before = random.save();
    assertThat(random.randintBytes(9, 10, 2)).containsExactly(9, 9);
    assertThat(random.save()).isEqualTo(before);
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertThatThrownBy(() -> new RandomState(-1)).hasMessageContaining("not -1");
    assertThatThrownBy(() -> new RandomState(1L << 32)).hasMessageContaining("4294967296");
    RandomState random = new RandomState(0);
    assertThatThrownBy(() -> random.randint(4, 4)).hasMessageContaining("[4, 4)");
    assertThatThrownBy(() -> random.randintBytes(0, 257, 1)).hasMessageContaining("257");
    assertThatThrownBy(() -> new RandomState.State(Collections.nCopies(623, 0), 0, false, 0))
        .hasMessageContaining("623 words");
    assertThatThrownBy(() -> new RandomState.State(Collections.nCopies(624, 0), 625, false, 0))
        .hasMessageContaining("position 625");
  }
}
