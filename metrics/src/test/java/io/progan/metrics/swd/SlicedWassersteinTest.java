package io.progan.metrics.swd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.dataset.numpy.RandomState;
import io.progan.metrics.TestImages;
import io.progan.metrics.image.ImageBatch;
import io.progan.metrics.image.LaplacianPyramid;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlicedWassersteinTest {
  private static final SwdOptions OPTIONS = new SwdOptions(7, 16, 2, 8, 16);

  private static SwdDescriptors describe(long seed, ImageBatch... minibatches) {
    SwdAccumulator accumulator =
        new SlicedWasserstein(OPTIONS, new RandomState(seed)).accumulate(minibatches[0].height());
    for (ImageBatch minibatch : minibatches) {
      accumulator.add(minibatch);
    }
    return accumulator.finish();
  }

  private static SwdResult compare(SwdDescriptors a, SwdDescriptors b) {
    return new SlicedWasserstein(OPTIONS, new RandomState(9)).compare(a, b);
  }

  @Test
  void setWithItselfIsZero() {
    SwdDescriptors set = describe(1, TestImages.noise(2, 6, 3, 64));
    SwdResult result = compare(set, set);
    assertThat(result.average()).isZero();
    assertThat(result.levels()).extracting(SwdResult.Level::resolution).containsExactly(64, 32, 16);
  }

  @Test
  void noiseIsFarFromGradients() {
    SwdDescriptors noise = describe(1, TestImages.noise(2, 6, 3, 32));
    SwdDescriptors otherNoise = describe(3, TestImages.noise(4, 6, 3, 32));
    float[] values = new float[6 * 3 * 32 * 32];
    for (int i = 0; i < values.length; i++) {
      values[i] = 4 * (i % 32) + 4 * (i / 1024);
    }
    SwdDescriptors smooth = describe(5, ImageBatch.of(values, 6, 3, 32, 32));
    double far = compare(noise, smooth).average();
    assertThat(far).isGreaterThan(2 * compare(noise, otherNoise).average());
  }

  /** Pictures of two kinds, stripes and checks, of random phase and brightness. */
  private static ImageBatch patterns(long seed, int count, double shareOfStripes, int blur) {
    Random random = new Random(seed);
    float[] values = new float[count * 3 * 32 * 32];
    for (int image = 0; image < count; image++) {
      int phase = random.nextInt(4);
      float bright = 100 + random.nextInt(100);
      boolean stripes = image < shareOfStripes * count;
      for (int i = 0; i < 3 * 1024; i++) {
        int x = i % 32 + phase;
        int y = i / 32 % 32;
        double sum = 0;
        for (int dx = -blur; dx <= blur; dx++) {
          sum += ((x + dx + 8) / 4 + (stripes ? 0 : y / 4)) % 2;
        }
        values[image * 3072 + i] = (float) (bright * sum / (2 * blur + 1)) + random.nextInt(9);
      }
    }
    return ImageBatch.of(values, count, 3, 32, 32);
  }

  private static double distance(ImageBatch reals, ImageBatch fakes) {
    try (SwdDescriptors a = describe(1, reals);
        SwdDescriptors b = describe(2, fakes)) {
      return compare(a, b).average();
    }
  }

  @Test
  void growsWithBlurAndWithDroppedModes() {
    ImageBatch reals = patterns(1, 60, 0.5, 0);
    double same = distance(reals, patterns(2, 60, 0.5, 0));
    double blurred = distance(reals, patterns(3, 60, 0.5, 1));
    double moreBlurred = distance(reals, patterns(4, 60, 0.5, 3));
    assertThat(List.of(same, blurred, moreBlurred)).isSorted();
    double fewer = distance(reals, patterns(5, 60, 0.8, 0));
    double dropped = distance(reals, patterns(6, 60, 1, 0));
    assertThat(List.of(same, fewer, dropped)).isSorted();
    assertThat(blurred).isGreaterThan(1.5 * same);
    assertThat(dropped).isGreaterThan(1.5 * same);
  }

  @Test
  void equalsTheStepsByHand() {
    ImageBatch images = TestImages.noise(7, 4, 3, 32);
    SwdDescriptors streamed =
        describe(8, TestImages.part(images, 0, 3), TestImages.part(images, 3, 4));
    RandomState draws = new RandomState(8);
    PatchAccumulator fine = new PatchAccumulator(7);
    PatchAccumulator coarse = new PatchAccumulator(7);
    for (ImageBatch part : List.of(TestImages.part(images, 0, 3), TestImages.part(images, 3, 4))) {
      List<ImageBatch> pyramid = LaplacianPyramid.of(part, 2);
      int n = 16 * part.count();
      fine.add(pyramid.get(0), integers(draws, 3, 29, n), integers(draws, 3, 29, n));
      coarse.add(pyramid.get(1), integers(draws, 3, 13, n), integers(draws, 3, 13, n));
    }
    assertSame(streamed.levels().get(0), fine.finish());
    assertSame(streamed.levels().get(1), coarse.finish());
  }

  private static int[] integers(RandomState draws, int low, int high, int count) {
    return Arrays.stream(draws.randint(low, high, count)).mapToInt(Math::toIntExact).toArray();
  }

  private static void assertSame(PatchSet a, PatchSet b) {
    assertThat(a.count()).isEqualTo(b.count()).isEqualTo(64);
    for (int i = 0; i < a.count(); i++) {
      assertThat(a.patch(i)).isEqualTo(b.patch(i));
    }
  }

  @Test
  void patchesAreNormalizedPerChannel() {
    PatchSet set = describe(1, TestImages.noise(2, 8, 3, 16)).levels().get(0);
    for (int channel = 0; channel < 3; channel++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < set.count(); i++) {
        float[] patch = set.patch(i);
        for (int j = channel * 49; j < (channel + 1) * 49; j++) {
          sum += patch[j];
          squares += patch[j] * patch[j];
        }
      }
      assertThat(sum / set.count() / 49).isCloseTo(0, within(1e-6));
      assertThat(squares / set.count() / 49).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void greyscaleIsRepeatedToRgb() {
    ImageBatch grey = TestImages.noise(2, 4, 1, 16);
    assertThat(describe(1, grey).levels().get(0).patch(5))
        .isEqualTo(describe(1, grey.toRgb()).levels().get(0).patch(5));
  }

  @Test
  void constantImagesAreAtDistanceZeroFromThemselves() {
    SwdDescriptors set = describe(1, TestImages.constant(128, 4, 3, 16));
    assertThat(compare(set, set).average()).isZero();
  }

  @Test
  void refusesWhatDoesNotFit() {
    SlicedWasserstein swd = new SlicedWasserstein(OPTIONS, new RandomState(1));
    assertThatThrownBy(() -> swd.accumulate(8)).hasMessageContaining("at least 16 pixels");
    assertThatThrownBy(() -> swd.accumulate(66)).hasMessageContaining("below 33");
    assertThatThrownBy(() -> swd.accumulate(32).add(TestImages.noise(1, 2, 3, 16)))
        .hasMessageContaining("32x32");
    assertThatThrownBy(() -> swd.accumulate(16).finish()).hasMessageContaining("no images");
    SwdDescriptors two = describe(1, TestImages.noise(1, 2, 3, 16));
    SwdDescriptors three = describe(1, TestImages.noise(1, 3, 3, 16));
    assertThatThrownBy(() -> compare(two, three)).hasMessageContaining("32 and 48");
  }

  @Test
  void refusesPatchesOutsideTheImage() {
    ImageBatch images = TestImages.noise(1, 1, 3, 16);
    int[] inside = {3};
    assertThatThrownBy(() -> PatchExtractor.extract(images, new int[] {13}, inside, 7))
        .hasMessageContaining("leaves");
    assertThatThrownBy(() -> PatchExtractor.extract(images, inside, new int[] {2}, 7))
        .hasMessageContaining("leaves");
    assertThat(PatchExtractor.extract(images, new int[] {12}, new int[] {12}, 7)).hasSize(147);
  }
}
