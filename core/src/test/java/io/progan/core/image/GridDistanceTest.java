package io.progan.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.progan.dataset.RawImage;
import org.junit.jupiter.api.Test;

class GridDistanceTest {

  /** Two by two images of one channel and 2x1 pixels. */
  private static double distance(int... pixels) {
    byte[] data = new byte[pixels.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) pixels[i];
    }
    return new ImageGrid(2, 2).distance(new RawImage(1, 2, 4, data));
  }

  @Test
  void isTheRootMeanSquareOverAllPairsAndPixels() {
    // The left pixels are 0, 10, 20, 200; the right ones are 5 everywhere.
    double pairs = 10 * 10 + 20 * 20 + 200 * 200 + 10 * 10 + 190 * 190 + 180 * 180;
    double expected = Math.sqrt((pairs / 6 + 0) / 2);
    assertThat(distance(0, 5, 10, 5, 20, 5, 200, 5)).isCloseTo(expected, within(1e-9));
  }

  @Test
  void isZeroForOneImage() {
    assertThat(distance(9, 250, 9, 250, 9, 250, 9, 250)).isZero();
    assertThat(new ImageGrid(1, 1).distance(new RawImage(1, 1, 2, new byte[] {1, 2}))).isZero();
  }
}
