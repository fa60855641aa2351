package io.progan.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderSourceTest {
  private static final int RGB = BufferedImage.TYPE_3BYTE_BGR;
  private static final int PNG_HEADER_END = 33;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void samplesAreTakenAsTheyAre(String format) throws IOException {
    BufferedImage picture = Pictures.random(RGB, 8, 8, 1);
    Pictures.write(folder.resolve("a." + format), format, picture);
    RawImage image = ImageFolderSource.open(folder).image(0);
    assertThat(image.shape()).isEqualTo("3 x 8 x 8");
    for (int i = 0; i < 64; i++) {
      int rgb =
          (image.data()[i] & 0xff) << 16
              | (image.data()[64 + i] & 0xff) << 8
              | (image.data()[128 + i] & 0xff);
      assertThat(rgb).isEqualTo(picture.getRGB(i % 8, i / 8) & 0xffffff);
    }
  }

  @Test
  void greyscaleIsNotConverted() throws IOException {
    Pictures.write(folder.resolve("a.png"), "png", Pictures.greyRamp(16));
    assertRamp();
  }

  @Test
  void gammaOfTheFileIsNotApplied() throws IOException {
    Path file = Pictures.write(folder.resolve("a.png"), "png", Pictures.greyRamp(16));
    byte[] bytes = Files.readAllBytes(file);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, PNG_HEADER_END);
    out.write(Pictures.chunk("gAMA", ByteBuffer.allocate(4).putInt(45455).array()));
    out.write(bytes, PNG_HEADER_END, bytes.length - PNG_HEADER_END);
    Files.write(file, out.toByteArray());
    assertRamp();
  }

  @Test
  void formatsThatTheJdkDoesNotKnowAreRead() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("P5 16 16 255\n".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 256; i++) {
      out.write(i);
    }
    Files.write(folder.resolve("a.pgm"), out.toByteArray());
    assertRamp();
  }

  private void assertRamp() throws IOException {
    RawImage image = ImageFolderSource.open(folder).image(0);
    assertThat(image.shape()).isEqualTo("1 x 16 x 16");
    for (int i = 0; i < 256; i++) {
      assertThat(image.data()[i]).isEqualTo((byte) i);
    }
  }

  @Test
  void jpegIsRead() throws IOException {
    BufferedImage flat = new BufferedImage(8, 8, RGB);
    Pictures.write(folder.resolve("a.jpg"), "jpeg", flat);
    assertThat(ImageFolderSource.open(folder).image(0))
        .isEqualTo(new RawImage(3, 8, 8, new byte[192]));
    byte[] bytes = Files.readAllBytes(folder.resolve("a.jpg"));
    Files.write(folder.resolve("a.jpg"), Arrays.copyOf(bytes, bytes.length - 4));
    assertFails(folder, "a.jpg: truncated picture");
  }

  @Test
  void filesAreSortedByCodePointAndHiddenOnesPassedOver() throws IOException {
    String[] names = {"B.png", "_.png", "a.png", "b.jpg.png", "b.png"};
    for (String name : names) {
      Pictures.write(folder.resolve(name), "png", Pictures.random(RGB, 4, 4, 1));
    }
    Files.writeString(folder.resolve(".hidden"), "not a picture");
    Files.createDirectory(folder.resolve("Adir"));
    ImageFolderSource source = ImageFolderSource.open(folder);
    assertThat(source.count()).isEqualTo(5);
    for (int i = 0; i < names.length; i++) {
      assertThat(source.file(i).getFileName()).hasToString(names[i]);
    }
  }

  @Test
  void charactersBeyondTheBasicPlaneComeLast() {
    List<String> names = List.of("\ud83d\ude00", "\ufb01", "ab", "a", "B");
    assertThat(names.stream().sorted(CodePointOrder.COMPARATOR))
        .containsExactly("B", "a", "ab", "\ufb01", "\ud83d\ude00");
  }

  @Test
  void foldersWithoutPicturesAreNamed() {
    assertFails(folder, folder + ": no pictures in this folder");
    assertFails(folder.resolve("no"), "no: no such folder of pictures");
  }

  @Test
  void unusableSizesAreNamed() throws IOException {
    Path file = folder.resolve("a.png");
    Pictures.write(file, "png", Pictures.random(RGB, 8, 4, 1));
    assertFails(folder, "a.png: picture is 8 x 4 pixels, must be square and a power of two");
    Pictures.write(file, "png", Pictures.random(RGB, 12, 12, 1));
    assertFails(folder, "12 x 12");
    Pictures.write(file, "png", Pictures.random(RGB, 1, 1, 1));
    assertFails(folder, "1 x 1");
  }

  @Test
  void claimedSizeIsCheckedBeforeAnythingIsDecoded() throws IOException {
    Path bomb = folder.resolve("b.png");
    Files.write(bomb, Pictures.pngHeader(1 << 17, 1 << 17));
    assertFails(folder, "131072 x 131072 pixels, must be");
    Pictures.write(folder.resolve("a.png"), "png", Pictures.random(RGB, 8, 8, 1));
    assertImageFails(1, "b.png: picture is 131072 x 131072 pixels, the first one (a.png) is 8 x 8");
  }

  @Test
  void picturesOfAnotherKindThanTheFirstAreNamed() throws IOException {
    Pictures.write(folder.resolve("a.png"), "png", Pictures.random(RGB, 8, 8, 1));
    Pictures.write(folder.resolve("b.png"), "png", Pictures.random(RGB, 4, 4, 1));
    Pictures.write(folder.resolve("c.png"), "png", Pictures.greyRamp(8));
    assertImageFails(1, "b.png: picture is 4 x 4 pixels, the first one (a.png) is 8 x 8");
    assertImageFails(2, "c.png: picture has 1 channels, the first one (a.png) has 3");
  }

  @Test
  void unusableModesAreNamed() throws IOException {
    assertMode(BufferedImage.TYPE_INT_ARGB, "has transparency");
    assertMode(BufferedImage.TYPE_BYTE_INDEXED, "has a palette");
    assertMode(BufferedImage.TYPE_BYTE_BINARY, "fewer than 8 bits");
    assertMode(BufferedImage.TYPE_USHORT_GRAY, "has 16 bits");
  }

  private void assertMode(int type, String message) throws IOException {
    Pictures.write(folder.resolve("a.png"), "png", Pictures.random(type, 8, 8, 1));
    assertFails(folder, "a.png: picture", message, "only 8-bit RGB and greyscale can be used");
  }

  @Test
  void textIsNamed() throws IOException {
    Files.writeString(folder.resolve("a.png"), "this is no picture");
    assertFails(folder, "a.png: not a picture that can be read");
    Files.write(folder.resolve("a.png"), new byte[0]);
    assertFails(folder, "a.png: not a picture that can be read");
  }

  @Test
  void everyDamagedByteOfPixelsIsFound() throws IOException {
    Path file = Pictures.write(folder.resolve("a.png"), "png", Pictures.random(RGB, 8, 8, 1));
    byte[] good = Files.readAllBytes(file);
    for (int at = PNG_HEADER_END + 8; at < good.length; at += 7) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      Files.write(file, bad);
      assertFails(folder, "a.png: ", "picture");
      Files.write(file, Arrays.copyOf(good, at));
      assertFails(folder, "a.png: truncated picture");
    }
  }

  private void assertImageFails(int index, String message) throws IOException {
    ImageFolderSource source = ImageFolderSource.open(folder);
    assertThatThrownBy(() -> source.image(index))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(message);
  }

  private static void assertFails(Path folder, String... messages) {
    assertThatThrownBy(() -> ImageFolderSource.open(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(messages)
        .message()
        .doesNotContain("\n");
  }
}
