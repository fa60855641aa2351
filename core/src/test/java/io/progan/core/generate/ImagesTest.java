package io.progan.core.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.core.image.DynamicRange;
import io.progan.core.image.ImageGrid;
import io.progan.dataset.RawImage;
import org.junit.jupiter.api.Test;

class ImagesTest {

  /** Two grey images of 2x2 pixels. */
  private final Images images =
      new Images(2, 1, 2, new float[] {-1, 1, 0, 2, -3, 0.5f, 0, 0}, DynamicRange.NETWORK);

  /** 127.5 is rounded to the even 128, as NumPy does; values beyond the range are clipped. */
  @Test
  void valuesBecomeBytes() {
    assertThat(images.pixels())
        .containsExactly(
            0, (byte) 255, (byte) 128, (byte) 255, 0, (byte) 191, (byte) 128, (byte) 128);
    assertThat(images.picture(1))
        .isEqualTo(new RawImage(1, 2, 2, new byte[] {0, (byte) 191, (byte) 128, (byte) 128}));
    assertThatThrownBy(() -> images.picture(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void shrinkingTakesMeans() {
    assertThat(images.shrink(2).values()).containsExactly(0.5f, -0.625f);
    assertThat(images.shrink(1)).isSameAs(images);
    assertThatThrownBy(() -> images.shrink(3)).isInstanceOf(IllegalArgumentException.class);
    float[] ramp = new float[2 * 16];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i;
    }
    Images large = new Images(1, 2, 4, ramp, DynamicRange.NETWORK);
    assertThat(large.shrink(2).values())
        .containsExactly(2.5f, 4.5f, 10.5f, 12.5f, 18.5f, 20.5f, 26.5f, 28.5f);
  }

  @Test
  void aGridThatIsNotFullEndsInBlack() {
    byte[] picture = images.picture(new ImageGrid(1, 3)).data();
    assertThat(picture).startsWith(images.pixels()).endsWith(0, 0, 0, 0).hasSize(12);
  }
}
