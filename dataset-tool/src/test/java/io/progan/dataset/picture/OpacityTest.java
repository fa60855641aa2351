package io.progan.dataset.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What counts as the opacity of pixels, and what lies behind it. */
class OpacityTest {

  private static final int BMP_HEAD = 14;
  private static final int V4 = 108;

  /** One pixel of 32 bits without masks, of which only three bytes mean anything. */
  private static byte[] bitmap(int blue, int green, int red, int fourth) {
    ByteBuffer file = ByteBuffer.allocate(BMP_HEAD + V4 + 4).order(ByteOrder.LITTLE_ENDIAN);
    file.put("BM".getBytes(StandardCharsets.US_ASCII)).putInt(file.capacity()).putInt(0);
    file.putInt(BMP_HEAD + V4).putInt(V4).putInt(1).putInt(1);
    file.putShort((short) 1).putShort((short) 32).putInt(0);
    file.position(BMP_HEAD + 40);
    file.putInt(0xff0000).putInt(0xff00).putInt(0xff).putInt(0xff000000);
    file.position(BMP_HEAD + V4);
    file.put((byte) blue).put((byte) green).put((byte) red).put((byte) fourth);
    return file.array();
  }

  /** A pixel of grey with an opacity, uncompressed. */
  private static byte[] tiff(int photometric) {
    int[][] fields = {
      {256, 3, 1, 1},
      {257, 3, 1, 1},
      {258, 3, 2, 8 | 8 << 16},
      {259, 3, 1, 1},
      {262, 3, 1, photometric},
      {273, 4, 1, 8},
      {277, 3, 1, 2},
      {278, 3, 1, 1},
      {279, 4, 1, 2},
      {338, 3, 1, 2}
    };
    ByteBuffer file = ByteBuffer.allocate(10 + 2 + fields.length * 12 + 4);
    file.order(ByteOrder.LITTLE_ENDIAN).put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(10);
    file.put((byte) 200).put((byte) 100).putShort((short) fields.length);
    for (int[] field : fields) {
      file.putShort((short) field[0]).putShort((short) field[1]).putInt(field[2]).putInt(field[3]);
    }
    return file.array();
  }

  @Test
  void theFourthByteOfABitmapWithoutMasksMeansNothing() throws IOException {
    byte[] file = bitmap(10, 20, 30, 0);
    Picture picture = PictureReader.decode(file, "a.bmp", true);
    assertThat(picture.alpha()).isNull();
    assertThat(picture.pixels().data()).containsExactly(30, 20, 10);
    assertThat(PictureReader.header(new ByteArrayInputStream(file), "a.bmp").transparent())
        .isFalse();
  }

  @Test
  void greyWithWhiteAsZeroAndOpacityIsRefused() throws IOException {
    Picture picture = PictureReader.decode(tiff(1), "a.tif", true);
    assertThat(picture.pixels().data()).containsExactly(200);
    assertThat(picture.alpha()).containsExactly(100);
    assertThatThrownBy(() -> PictureReader.header(new ByteArrayInputStream(tiff(0)), "a.tif"))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "a.tif: TIFF of grey with white as zero and with opacity is not read; 'magick IN[0]"
                + " OUT.png' may convert it");
  }

  @Test
  void aGreyPictureThatBecomesRgbIsLaidOverTheColour() {
    Picture clear = new Picture(new RawImage(1, 1, 1, new byte[] {9}), new byte[1]);
    assertThat(clear.over(0xff8000, 3).data()).containsExactly(0xff, 0x80, 0);
    assertThat(clear.over(0xff8000, 1).data()).containsExactly(151);
    Picture red = new Picture(new RawImage(3, 1, 1, new byte[] {100, 0, 0}), null);
    assertThat(red.over(0, 1).data()).containsExactly(30);
  }
}
