package io.progan.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.dataset.RawImage;
import java.io.IOException;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class EmojiSourceTest {
  private final EmojiSource source;

  EmojiSourceTest() throws IOException {
    source = new EmojiSource();
  }

  @Test
  void allPicturesAreThere() {
    assertThat(source.count()).isEqualTo(3786);
    assertThat(source.labelSize()).isEqualTo(10);
    assertThat(source.classNames()).hasSize(10).isSorted().startsWith("Activities");
    for (int i = 0; i < source.count(); i++) {
      RawImage image = source.image(i);
      assertThat(image.shape()).isEqualTo("3 x 32 x 32");
      assertThat(darkest(image)).as("picture " + i).isLessThan(250);
    }
  }

  private static int darkest(RawImage image) {
    int darkest = 255;
    for (byte value : image.data()) {
      darkest = Math.min(darkest, value & 0xff);
    }
    return darkest;
  }

  @Test
  void labelsAreOneHotCategories() {
    int symbols = source.classNames().indexOf("Symbols");
    float[] label = source.label(0);
    for (int i = 0; i < label.length; i++) {
      assertThat(label[i]).isEqualTo(i == symbols ? 1 : 0);
    }
  }

  /** The checksum comes from a decoder of its own in NumPy, with blending in double precision. */
  @Test
  void pixelsAreThoseOfAnIndependentDecoder() {
    CRC32 crc = new CRC32();
    for (int i = 0; i < source.count(); i++) {
      crc.update(source.image(i).data());
    }
    assertThat(crc.getValue()).isEqualTo(0x689dbf18L);
  }

  @Test
  void transparencyBecomesWhite() {
    int white = 0;
    for (int i = 0; i < source.count(); i++) {
      byte[] data = source.image(i).data();
      white += data[0] == -1 && data[1024] == -1 && data[2048] == -1 ? 1 : 0;
    }
    assertThat(white).isGreaterThan(source.count() / 2);
  }
}
