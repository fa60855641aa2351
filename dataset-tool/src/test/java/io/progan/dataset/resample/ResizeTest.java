package io.progan.dataset.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.RawImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The files in {@code src/test/resources/resample} are {@code Image.resize} of Pillow 9.4.0, named
 * by filter, width and height.
 */
class ResizeTest {
  private static final Path FILES = Path.of("src/test/resources/resample");

  @ParameterizedTest
  @EnumSource
  void everyFilterEqualsPillow(Filter filter) throws IOException {
    RawImage image = HwcImages.read(FILES.resolve("image.npy"));
    for (String size : new String[] {"16x11", "50x64", "37x8", "3x29", "1x1"}) {
      String file = filter.name().toLowerCase(Locale.ROOT) + "_" + size + ".npy";
      RawImage expected = HwcImages.read(FILES.resolve(file));
      RawImage actual = Resize.resize(image, expected.width(), expected.height(), filter);
      assertThat(actual).as(file).isEqualTo(expected);
    }
  }

  @Test
  void greyIsTreatedAsOneOfThreeChannels() throws IOException {
    RawImage image = HwcImages.read(FILES.resolve("image.npy"));
    byte[] plane = Arrays.copyOf(image.data(), image.width() * image.height());
    RawImage grey = new RawImage(1, image.height(), image.width(), plane);
    byte[] small = Resize.resize(grey, 16, 11, Filter.LANCZOS).data();
    RawImage expected = HwcImages.read(FILES.resolve("lanczos_16x11.npy"));
    assertThat(small).isEqualTo(Arrays.copyOf(expected.data(), small.length));
  }

  @ParameterizedTest
  @CsvSource({"200,1", "1,200", "130,129"})
  void linesBeyondOneBlockAreTreatedAlike(int width, int height) {
    byte[] data = new byte[width * height];
    Arrays.fill(data, (byte) 201);
    RawImage flat = new RawImage(1, height, width, data);
    for (Arithmetic arithmetic : Arithmetic.values()) {
      RawImage other = Resize.resize(flat, 70, 65, Filter.LANCZOS, arithmetic);
      assertThat(other.data()).containsOnly((byte) 201);
    }
  }

  @Test
  void sameSizeIsTheSameImage() {
    RawImage image = new RawImage(1, 2, 3, new byte[6]);
    assertThat(Resize.resize(image, 3, 2, Filter.BOX)).isSameAs(image);
  }

  @Test
  void whatCannotBeDoneIsRefused() {
    RawImage image = new RawImage(1, 2, 3, new byte[6]);
    assertThatThrownBy(() -> Resize.resize(image, 0, 2, Filter.BOX))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot resize to 0 x 2");
    Arithmetic single = Arithmetic.SINGLE_PRECISION;
    assertThatThrownBy(() -> Resize.resize(image, 1, 2, Filter.BOX, single))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("BOX");
  }

  @Test
  void middleOfAnOddRestLiesToTheLeft() {
    RawImage image = new RawImage(1, 2, 5, new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    assertThat(Crop.centerSquare(image).data()).containsExactly(1, 2, 6, 7);
    assertThatThrownBy(() -> Crop.box(image, 4, 0, 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 x 2 pixels at (4, 0)");
  }
}
