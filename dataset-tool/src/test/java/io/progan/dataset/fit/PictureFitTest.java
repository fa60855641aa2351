package io.progan.dataset.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.dataset.RawImage;
import io.progan.dataset.resample.Filter;
import org.junit.jupiter.api.Test;

class PictureFitTest {
  /** Columns 0, 10, 20, and so on. */
  private static RawImage columns(int height, int width) {
    byte[] data = new byte[height * width];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (10 * (i % width));
    }
    return new RawImage(1, height, width, data);
  }

  private static PictureFit box(FitMode mode) {
    return new PictureFit(4, false, mode, Filter.BOX, 0x808080);
  }

  @Test
  void cropTakesTheMiddle() {
    RawImage image = box(FitMode.CROP).apply(columns(8, 12));
    assertThat(image.shape()).isEqualTo("1 x 4 x 4");
    assertThat(image.data()).startsWith(25, 45, 65, 85);
  }

  @Test
  void stretchTakesAll() {
    assertThat(box(FitMode.STRETCH).apply(columns(8, 12)).data()).startsWith(10, 40, 70, 100);
  }

  @Test
  void padKeepsProportions() {
    byte gray = (byte) 0x80;
    assertThat(box(FitMode.PAD).apply(columns(4, 8)).data())
        .containsExactly(
            gray, gray, gray, gray, 5, 25, 45, 65, 5, 25, 45, 65, gray, gray, gray, gray);
    assertThat(box(FitMode.PAD).apply(columns(8, 2)).data())
        .startsWith(gray, 5, gray, gray, gray, 5, gray, gray);
  }

  @Test
  void thinPicturesKeepALine() {
    assertThat(box(FitMode.PAD).apply(columns(1, 12)).shape()).isEqualTo("1 x 4 x 4");
  }

  @Test
  void cropWithoutResolutionKeepsPixels() {
    PictureFit fit = new PictureFit(0, true, FitMode.CROP, Filter.LANCZOS, 0);
    assertThat(fit.problem(4, 7)).isEmpty();
    assertThat(fit.problem(5, 7)).isPresent();
    assertThat(fit.apply(columns(4, 7)).data()).startsWith(10, 20, 30, 40);
    assertThat(PictureFit.AS_THEY_ARE.problem(4, 7).orElseThrow())
        .isEqualTo(
            "picture is 7 x 4 pixels, must be square and a power of two from 4 to 4096;"
                + " --resolution resizes");
  }

  @Test
  void enlargingIsKnown() {
    assertThat(box(FitMode.CROP).enlarges(3, 9)).isTrue();
    assertThat(box(FitMode.PAD).enlarges(3, 9)).isFalse();
    assertThat(PictureFit.AS_THEY_ARE.enlarges(1, 1)).isFalse();
  }
}
