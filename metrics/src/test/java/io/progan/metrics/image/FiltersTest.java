package io.progan.metrics.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.metrics.TestImages;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiltersTest {
  private static final double[] BINOMIAL = {1, 4, 6, 4, 1};

  /** The full 5x5 sum at one pixel, mirrored at the border. */
  private static double convolve(double[][] in, int y, int x, double scale) {
    double sum = 0;
    for (int i = -2; i <= 2; i++) {
      for (int j = -2; j <= 2; j++) {
        double weight = BINOMIAL[i + 2] * BINOMIAL[j + 2] / 256 * scale;
        sum += weight * in[mirror(y + i, in.length)][mirror(x + j, in[0].length)];
      }
    }
    return sum;
  }

  private static int mirror(int i, int n) {
    return i < 0 ? -i : i >= n ? 2 * n - 2 - i : i;
  }

  private static double at(ImageBatch images, int plane, int y, int x) {
    return images.values()[(plane * images.height() + y) * images.width() + x];
  }

  @Test
  void downIsEverySecondPixelOfTheBlurredImage() {
    ImageBatch images = TestImages.noise(1, 2, 3, 8);
    ImageBatch down = PyramidFilter.down(images);
    assertThat(down.toString()).isEqualTo("[2, 3, 4, 4]");
    double[][] plane = new double[8][8];
    for (int p = 0; p < 6; p++) {
      for (int i = 0; i < 64; i++) {
        plane[i / 8][i % 8] = at(images, p, i / 8, i % 8);
      }
      for (int i = 0; i < 16; i++) {
        assertThat(at(down, p, i / 4, i % 4))
            .isEqualTo((float) convolve(plane, i / 4 * 2, i % 4 * 2, 1));
      }
    }
  }

  @Test
  void upIsTheBlurredImageWithZerosInBetween() {
    ImageBatch images = ImageBatch.of(new float[] {1, 9, 2, 8, 3, 7}, 1, 1, 2, 3);
    ImageBatch up = PyramidFilter.up(images);
    assertThat(up.toString()).isEqualTo("[1, 1, 4, 6]");
    double[][] sparse = new double[4][6];
    for (int i = 0; i < 6; i++) {
      sparse[i / 3 * 2][i % 3 * 2] = images.values()[i];
    }
    for (int i = 0; i < 24; i++) {
      assertThat(at(up, 0, i / 6, i % 6)).isEqualTo((float) convolve(sparse, i / 6, i % 6, 4));
    }
  }

  @Test
  void pyramidAddsUpToTheImage() {
    ImageBatch images = TestImages.noise(2, 1, 3, 64);
    List<ImageBatch> pyramid = LaplacianPyramid.of(images, 3);
    assertThat(pyramid).extracting(ImageBatch::height).containsExactly(64, 32, 16);
    ImageBatch sum = pyramid.get(2);
    for (int level = 1; level >= 0; level--) {
      ImageBatch up = PyramidFilter.up(sum);
      for (int i = 0; i < up.values().length; i++) {
        up.values()[i] += pyramid.get(level).values()[i];
      }
      sum = up;
    }
    for (int i = 0; i < images.values().length; i++) {
      assertThat((double) sum.values()[i]).isCloseTo(images.values()[i], within(1e-4));
    }
  }

  @Test
  void boxFilterTakesMeans() {
    ImageBatch images = ImageBatch.of(new float[] {1, 2, 5, 6, 3, 4, 7, 9}, 1, 1, 2, 4);
    assertThat(BoxFilter.halve(images).values()).containsExactly(2.5f, 6.75f);
  }

  @Test
  void windowKeepsConstantsAndIsCentred() {
    GaussianWindow window = new GaussianWindow(4, 0.7);
    double[] ramp = new double[36];
    for (int i = 0; i < 36; i++) {
      ramp[i] = i % 6;
    }
    double[] out = window.valid(ramp, 6, 6);
    assertThat(out).hasSize(9);
    assertThat(out[0]).isCloseTo(1.5, within(1e-12));
    assertThat(out[5]).isCloseTo(3.5, within(1e-12));
    assertThatThrownBy(() -> window.valid(new double[9], 3, 3)).hasMessageContaining("3x3");
  }

  @Test
  void batchesCheckTheirShape() {
    assertThatThrownBy(() -> ImageBatch.of(new float[5], 1, 1, 2, 2)).hasMessageContaining("5");
    assertThatThrownBy(() -> TestImages.noise(1, 1, 2, 4).toRgb())
        .hasMessageContaining("2 channels");
    assertThatThrownBy(() -> PyramidFilter.down(TestImages.noise(1, 1, 1, 5)))
        .hasMessageContaining("even");
    byte[] bytes = {0, (byte) 128, (byte) 255, 7};
    ImageBatch rgb = ImageBatch.ofBytes(bytes, 2, 1, 1, 2).toRgb();
    assertThat(rgb.values()).containsExactly(0, 128, 0, 128, 0, 128, 255, 7, 255, 7, 255, 7);
  }
}
