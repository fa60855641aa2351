package io.progan.metrics.inception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InceptionScoreTest {

  @Test
  void uniformProbabilitiesScoreOne() {
    float[] probabilities = new float[30 * 8];
    Arrays.fill(probabilities, 1f / 8);
    InceptionScore score = new InceptionScore(30, 4, 8);
    score.add(probabilities);
    assertThat(score.result().mean()).isCloseTo(1, within(1e-12));
    assertThat(score.result().deviation()).isCloseTo(0, within(1e-12));
  }

  @Test
  void certainAndEvenlySpreadClassesScoreTheirNumber() {
    InceptionScore score = new InceptionScore(20, 2, 5);
    for (int i = 0; i < 20; i++) {
      float[] row = new float[5];
      row[i % 5] = 1;
      score.add(row);
    }
    assertThat(score.result().mean()).isCloseTo(5, within(1e-12));
  }

  @Test
  void splitsAreCutAsAnnounced() {
    InceptionScore score = new InceptionScore(5, 2, 2);
    score.add(new float[] {1, 0, 0, 1, 1, 0, 1, 0, 1, 0});
    assertThat(score.result().perSplit().get(0)).isCloseTo(2, within(1e-12));
    assertThat(score.result().perSplit().get(1)).isCloseTo(1, within(1e-12));
    assertThat(score.result().mean()).isCloseTo(1.5, within(1e-12));
    assertThat(score.result().deviation()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> new InceptionScore(5, 10, 2)).hasMessageContaining("10 splits");
    InceptionScore score = new InceptionScore(2, 1, 2);
    assertThatThrownBy(() -> score.add(new float[3])).hasMessageContaining("2 classes");
    score.add(new float[] {0.5f, 0.5f});
    assertThatThrownBy(score::result).hasMessageContaining("announced 2 images and got 1");
    assertThatThrownBy(() -> score.add(new float[] {Float.NaN, 1}))
        .hasMessageContaining("image 1 has probability NaN of class 0");
    assertThatThrownBy(() -> score.add(new float[4])).hasMessageContaining("got more");
    InceptionScore other = new InceptionScore(2, 1, 2);
    other.add(new float[] {0.495f, 0.5f});
    assertThatThrownBy(() -> other.add(new float[] {0.9f, 0.6f}))
        .hasMessage("the probabilities of image 1 sum to 1.500, must be 1");
  }
}
