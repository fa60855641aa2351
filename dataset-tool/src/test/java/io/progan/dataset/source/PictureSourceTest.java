package io.progan.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.CodePointOrder;
import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.collection.FileCollection;
import io.progan.dataset.fit.FitMode;
import io.progan.dataset.fit.PictureFit;
import io.progan.dataset.resample.Filter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureSourceTest {
  private static final int RGB = BufferedImage.TYPE_3BYTE_BGR;
  private static final int PNG_HEADER_END = 33;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void samplesAreTakenAsTheyAre(String format) throws IOException {
    BufferedImage picture = Pictures.random(RGB, 8, 8, 1);
    Pictures.write(folder.resolve("a." + format), format, picture);
    RawImage image = PictureSource.open(folder).image(0);
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
    RawImage image = PictureSource.open(folder).image(0);
    assertThat(image.shape()).isEqualTo("1 x 16 x 16");
    for (int i = 0; i < 256; i++) {
      assertThat(image.data()[i]).isEqualTo((byte) i);
    }
  }

  @Test
  void jpegIsRead() throws IOException {
    BufferedImage flat = new BufferedImage(8, 8, RGB);
    Pictures.write(folder.resolve("a.jpg"), "jpeg", flat);
    assertThat(PictureSource.open(folder).image(0)).isEqualTo(new RawImage(3, 8, 8, new byte[192]));
    byte[] bytes = Files.readAllBytes(folder.resolve("a.jpg"));
    Files.write(folder.resolve("a.jpg"), Arrays.copyOf(bytes, bytes.length - 4));
    assertImageFails(0, "a.jpg: truncated picture");
  }

  @Test
  void filesAreSortedByCodePointAndHiddenOnesPassedOver() throws IOException {
    String[] names = {"B.png", "_.png", "a.png", "b.jpg.png", "b.png"};
    for (String name : names) {
      Pictures.write(folder.resolve(name), "png", Pictures.random(RGB, 4, 4, 1));
    }
    Files.writeString(folder.resolve(".hidden"), "not a picture");
    Files.createDirectory(folder.resolve("Adir"));
    PictureSource source = PictureSource.open(folder);
    assertThat(source.count()).isEqualTo(5);
    for (int i = 0; i < names.length; i++) {
      assertThat(source.name(i)).isEqualTo(names[i]);
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
    assertFails(folder, folder + ": no pictures in it");
    assertFails(folder.resolve("no"), "no: no such folder or archive of pictures");
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
    Files.write(folder.resolve("b.png"), Pictures.pngHeader(100_000, 100_000));
    assertFails(folder, "b.png: picture claims 100000 x 100000 pixels");
  }

  @Test
  void picturesOfAnotherKindThanTheFirstAreAllNamed() throws IOException {
    Pictures.write(folder.resolve("a.png"), "png", Pictures.random(RGB, 8, 8, 1));
    Pictures.write(folder.resolve("b.png"), "png", Pictures.random(RGB, 4, 4, 1));
    Pictures.write(folder.resolve("c.png"), "png", Pictures.greyRamp(8));
    List<String> problems = new ArrayList<>();
    assertFails(folder, "2 of 3 pictures cannot be used, the first: ", "b.png: picture is 4 x 4");
    PictureSource source = open(skipping(PictureFit.AS_THEY_ARE), problems);
    assertThat(source.count()).isEqualTo(1);
    assertThat(source.leftOut()).isEqualTo(problems);
    assertThat(problems.get(0))
        .endsWith(
            "b.png: picture is 4 x 4 pixels, the first one (a.png) is 8 x 8; --resolution resizes");
    assertThat(problems.get(1))
        .endsWith(
            "c.png: picture is greyscale, the first one (a.png) is in colour; --channels converts");
  }

  @Test
  void transparencyIsLaidOverTheBackground() throws IOException {
    BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
    picture.setRGB(1, 0, 0xff102030);
    Pictures.write(folder.resolve("a.png"), "png", picture);
    PictureSource source = open(PictureOptions.STANDARD, new ArrayList<>());
    assertThat(source.transparentCount()).isEqualTo(1);
    assertThat(source.image(0).data()).startsWith(255, 0x10, 255).hasSize(192);
  }

  @Test
  void textIsNamedAndMayBeLeftOut() throws IOException {
    Files.writeString(folder.resolve("a.jpg"), "this is no picture");
    assertFails(folder, "a.jpg: not a picture that can be read");
    assertThatThrownBy(() -> open(skipping(PictureFit.AS_THEY_ARE), new ArrayList<>()))
        .hasMessageContaining("a.jpg: not a picture");
    Pictures.write(folder.resolve("b.png"), "png", Pictures.greyRamp(8));
    assertThat(open(skipping(PictureFit.AS_THEY_ARE), new ArrayList<>()).name(0))
        .isEqualTo("b.png");
  }

  @Test
  void sizesAndChannelsAreConverted() throws IOException {
    Pictures.write(folder.resolve("a.png"), "png", Pictures.random(RGB, 20, 11, 1));
    Pictures.write(folder.resolve("b.png"), "png", Pictures.greyRamp(16));
    PictureFit fit = new PictureFit(16, false, FitMode.PAD, Filter.BOX, 0x102030);
    PictureSource source = open(new PictureOptions(fit, 3, true, false, null), new ArrayList<>());
    assertThat(source.image(0).shape()).isEqualTo("3 x 16 x 16");
    assertThat(source.image(0).data()).startsWith(0x10, 0x10).endsWith(0x30, 0x30);
    assertThat(source.image(1).data()).startsWith(0, 1, 2);
    assertThat(source.enlargedCount()).isZero();
  }

  @Test
  void aPictureThatIsBrokenBehindItsHeaderIsNamed() throws IOException {
    Path file = Pictures.write(folder.resolve("a.png"), "png", Pictures.random(RGB, 8, 8, 1));
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 60));
    assertImageFails(0, "a.png: truncated picture");
  }

  private static PictureOptions skipping(PictureFit fit) {
    return new PictureOptions(fit, 0, true, true, null);
  }

  private PictureSource open(PictureOptions options, List<String> problems) throws IOException {
    LookListener listener =
        new LookListener() {
          @Override
          public void progress(int done, int total) {
            assertThat(done).isLessThanOrEqualTo(total);
          }

          @Override
          public void problem(String message) {
            problems.add(message);
          }
        };
    return PictureSource.open(FileCollection.open(folder), options, listener);
  }

  private void assertImageFails(int index, String message) throws IOException {
    PictureSource source = PictureSource.open(folder);
    assertThatThrownBy(() -> source.image(index))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(message);
  }

  private static void assertFails(Path folder, String... messages) {
    assertThatThrownBy(() -> PictureSource.open(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(messages)
        .message()
        .doesNotContain("\n");
  }
}
