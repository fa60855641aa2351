package io.progan.metrics.msssim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.metrics.TestImages;
import io.progan.metrics.image.ImageBatch;
import java.util.List;
import org.junit.jupiter.api.Test;

class MsSsimTest {

  @Test
  void identicalImagesScoreOne() {
    ImageBatch one = TestImages.noise(1, 1, 3, 64);
    float[] twice = new float[2 * one.values().length];
    System.arraycopy(one.values(), 0, twice, 0, one.values().length);
    System.arraycopy(one.values(), 0, twice, one.values().length, one.values().length);
    MsSsim metric = new MsSsim();
    metric.add(ImageBatch.of(twice, 2, 3, 64, 64));
    assertThat(metric.mean()).isCloseTo(1, within(1e-12));
    assertThat(metric.pairs()).isEqualTo(1);
  }

  @Test
  void identicalFlatImagesScoreOne() {
    MsSsim metric = new MsSsim();
    metric.add(TestImages.constant(255, 2, 1, 16));
    assertThat(metric.mean()).isCloseTo(1, within(1e-9));
  }

  @Test
  void minibatchesAddUp() {
    ImageBatch images = TestImages.noise(3, 6, 3, 32);
    MsSsim whole = new MsSsim();
    whole.add(images);
    MsSsim parts = new MsSsim();
    parts.add(TestImages.part(images, 0, 4));
    parts.add(TestImages.part(images, 4, 6));
    assertThat(parts.mean()).isCloseTo(whole.mean(), within(1e-15));
    assertThat(parts.pairs()).isEqualTo(3);
  }

  @Test
  void oddMinibatchesPairAcrossTheirEnds() {
    ImageBatch images = TestImages.noise(3, 7, 3, 32);
    MsSsim whole = new MsSsim();
    whole.add(TestImages.part(images, 0, 6));
    MsSsim parts = new MsSsim();
    int[] ends = {0, 1, 4, 5, 7};
    for (int i = 1; i < ends.length; i++) {
      parts.add(TestImages.part(images, ends[i - 1], ends[i]));
    }
    assertThat(parts.mean()).isCloseTo(whole.mean(), within(1e-15));
    assertThat(parts.pairs()).as("without the single image at the end").isEqualTo(3);
  }

  @Test
  void greyscaleScoresAsItsRgbCopy() {
    ImageBatch grey = TestImages.noise(4, 2, 1, 32);
    List<PairScore> rgb = new MsSsim().score(grey.toRgb());
    assertThat(new MsSsim().score(grey).get(0).score())
        .isCloseTo(rgb.get(0).score(), within(1e-15));
  }

  @Test
  void invertedNoiseIsClippedAtZero() {
    ImageBatch image = TestImages.noise(5, 1, 1, 64);
    float[] both = new float[2 * 64 * 64];
    for (int i = 0; i < 64 * 64; i++) {
      both[i] = image.values()[i];
      both[64 * 64 + i] = 255 - image.values()[i];
    }
    PairScore score = new MsSsim().score(ImageBatch.of(both, 2, 1, 64, 64)).get(0);
    assertThat(score.contrast().get(0)).isNegative();
    assertThat(score.score()).isZero();
  }

  @Test
  void refusesWhatDoesNotFit() {
    MsSsim metric = new MsSsim();
    assertThatThrownBy(() -> metric.score(TestImages.noise(1, 3, 3, 32)))
        .hasMessageContaining("odd");
    MsSsim other = new MsSsim();
    other.add(TestImages.noise(1, 1, 3, 32));
    assertThatThrownBy(() -> other.add(TestImages.noise(1, 1, 1, 32)))
        .hasMessageContaining("different sizes");
    assertThatThrownBy(() -> metric.add(TestImages.noise(1, 2, 3, 24)))
        .hasMessageContaining("divisible by 16");
    assertThatThrownBy(metric::mean).hasMessageContaining("at least 2 images");
  }
}
