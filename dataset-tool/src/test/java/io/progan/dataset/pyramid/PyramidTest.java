package io.progan.dataset.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.RawImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PyramidTest {
  @Test
  void levelsAreMeansOfUnroundedLevels() {
    byte[] data = new byte[3 * 32 * 32];
    new Random(1).nextBytes(data);
    List<RawImage> levels = Pyramid.levels(new RawImage(3, 32, 32, data));
    assertThat(levels).hasSize(4);
    assertThat(levels.get(0).data()).isSameAs(data);
    for (RawImage level : levels) {
      int size = level.width();
      int block = 32 / size;
      for (int i = 0; i < level.data().length; i++) {
        int channel = i / (size * size);
        int y = i / size % size;
        int x = i % size;
        double mean = mean(data, (channel * 32 + y * block) * 32 + x * block, block);
        assertThat(level.data()[i] & 0xff).isEqualTo((int) Math.rint(mean));
      }
    }
  }

  private static double mean(byte[] data, int corner, int block) {
    double sum = 0;
    for (int i = 0; i < block * block; i++) {
      sum += data[corner + i / block * 32 + i % block] & 0xff;
    }
    return sum / (block * block);
  }

  @Test
  void halvesAreRoundedToEven() {
    byte[] data = new byte[64];
    data[0] = 2; // the mean of this block is 0.5, that of the next 1.5
    data[2] = 6;
    RawImage half = Pyramid.levels(new RawImage(1, 8, 8, data)).get(1);
    assertThat(half.data()[0]).isEqualTo((byte) 0);
    assertThat(half.data()[1]).isEqualTo((byte) 2);
  }

  @Test
  void smallestImageIsItsOnlyLevel() {
    assertThat(Pyramid.levels(new RawImage(1, 4, 4, new byte[16]))).hasSize(1);
  }

  @Test
  void unusableShapesAreRefused() {
    assertRefused(new RawImage(3, 2, 2, new byte[12]));
    assertRefused(new RawImage(2, 4, 4, new byte[32]));
    assertRefused(new RawImage(1, 8, 4, new byte[32]));
    assertRefused(new RawImage(1, 12, 12, new byte[144]));
  }

  private static void assertRefused(RawImage image) {
    assertThatThrownBy(() -> Pyramid.levels(image))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(image.shape());
  }
}
