package io.progan.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.dataset.RawImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Scaling pictures, and writing into them. */
class PictureTest {

  @Test
  void enlargingRepeatsPixels() {
    RawImage small = new RawImage(2, 1, 2, new byte[] {1, 2, 3, 4});
    assertThat(PictureScale.enlarge(small, 2))
        .isEqualTo(
            new RawImage(2, 2, 4, new byte[] {1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4}));
    assertThat(PictureScale.enlarge(small, 1)).isSameAs(small);
  }

  @Test
  void halvingTakesMeans() {
    byte[] data = {0, 2, 9, 4, 6, 9, (byte) 200, (byte) 255, 9, (byte) 255, (byte) 250, 9};
    assertThat(PictureScale.halve(new RawImage(2, 2, 3, data)))
        .isEqualTo(new RawImage(2, 1, 1, new byte[] {3, (byte) 240}));
  }

  @Test
  void lettersAreWhiteWithABlackEdgeAndCutOffAtTheBorder() {
    Lettering letters = new Lettering(1);
    assertThat(letters.width("1")).isEqualTo(7);
    assertThat(letters.height()).isEqualTo(9);
    byte[] grey = new byte[9 * 7];
    Arrays.fill(grey, (byte) 99);
    RawImage picture = new RawImage(1, 9, 7, grey);
    letters.write(picture, "1", 0, 0);
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < grey.length; i++) {
      rows.append(grey[i] == 99 ? ' ' : grey[i] == 0 ? '.' : '#').append(i % 7 == 6 ? "\n" : "");
    }
    assertThat(rows.toString())
        .isEqualTo(
            """
              ...\s\s
             ..#.\s\s
             .##.\s\s
             ..#.\s\s
              .#.\s\s
              .#.\s\s
             ..#..\s
             .###.\s
             .....\s
            """);
    letters.write(picture, "88", 3, -4);
    assertThat(new Lettering(2).width("lod 1.25 / 7")).isEqualTo(2 * (12 * 6 + 1));
  }
}
