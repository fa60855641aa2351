package io.progan.dataset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.source.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistArchiveTest {
  private static final int SIDE = 28;
  private static final byte[] LABELS = {3, 0, 7, 7};

  @TempDir Path folder;
  private Path images;
  private Path labels;

  @BeforeEach
  void write() throws IOException {
    images = folder.resolve("train-images-idx3-ubyte.gz");
    labels = folder.resolve("train-labels-idx1-ubyte.gz");
    byte[] pixels = Archives.pixels(0, LABELS.length, SIDE * SIDE);
    Archives.writeGzip(images, Archives.idx(pixels, LABELS.length, SIDE, SIDE));
    Archives.writeGzip(labels, Archives.idx(LABELS, LABELS.length));
  }

  @Test
  void theTestPartIsAnother() throws IOException {
    assertThatThrownBy(() -> MnistArchive.testDigits(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("t10k-images-idx3-ubyte.gz");
    Files.move(images, folder.resolve("t10k-images-idx3-ubyte.gz"));
    Files.move(labels, folder.resolve("t10k-labels-idx1-ubyte.gz"));
    try (ImageSource source = MnistArchive.testDigits(folder)) {
      assertThat(source.count()).isEqualTo(4);
    }
  }

  @Test
  void digitsGetABorderAndOneHotLabels() throws IOException {
    try (ImageSource source = MnistArchive.digits(folder)) {
      assertThat(source.count()).isEqualTo(4);
      assertThat(source.labelSize()).isEqualTo(8);
      assertThat(source.classNames()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
      assertThat(source.label(0)).containsExactly(0, 0, 0, 1, 0, 0, 0, 0);
      RawImage image = source.image(2);
      assertThat(image.shape()).isEqualTo("1 x 32 x 32");
      for (int y = 0; y < 32; y++) {
        for (int x = 0; x < 32; x++) {
          boolean border = y < 2 || y >= 30 || x < 2 || x >= 30;
          byte expected = border ? 0 : Archives.pixel(2, (y - 2) * SIDE + x - 2);
          assertThat(image.data()[y * 32 + x]).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void compositesAreDigitsOfThreeChannels() throws IOException {
    Files.delete(labels);
    MnistDigits digits = MnistDigits.read(folder);
    MnistComposites source = (MnistComposites) MnistArchive.composites(folder, 50, 9);
    assertThat(source.count()).isEqualTo(50);
    assertThat(source.labelSize()).isZero();
    int plane = 32 * 32;
    for (int i = 0; i < 50; i++) {
      RawImage image = source.image(i);
      assertThat(image.shape()).isEqualTo("3 x 32 x 32");
      for (int channel = 0; channel < 3; channel++) {
        byte[] digit = new byte[plane];
        digits.copy(source.pick(i, channel), digit, 0);
        byte[] data = Arrays.copyOfRange(image.data(), channel * plane, (channel + 1) * plane);
        assertThat(data).isEqualTo(digit);
      }
    }
  }

  @Test
  void uncompressedFilesAreRead() throws IOException {
    Files.delete(images);
    byte[] pixels = Archives.pixels(0, LABELS.length, SIDE * SIDE);
    Files.write(
        folder.resolve("train-images-idx3-ubyte"), Archives.idx(pixels, LABELS.length, SIDE, SIDE));
    assertThat(MnistArchive.digits(folder).count()).isEqualTo(4);
  }

  @Test
  void brokenFilesAreNamed() throws IOException {
    byte[] good = Files.readAllBytes(images);
    assertBroken(Arrays.copyOf(good, good.length / 2), "file is truncated");
    assertBroken(Arrays.copyOf(good, 12), "file is truncated");
    assertBroken(new byte[0], "file is truncated");
    byte[] damaged = good.clone();
    damaged[good.length - 6] ^= 1;
    assertBroken(damaged, "gzip file is damaged");
    assertBroken(Archives.latin1("just some text"), "not an IDX file of unsigned bytes");
    byte[] huge = Archives.idx(new byte[9], 0x7fffffff, SIDE, SIDE);
    assertBroken(huge, "claims 2147483647 x 28 x 28 bytes");
    assertBroken(Archives.idx(new byte[9], 60000, SIDE, SIDE), "truncated");
    assertBroken(Archives.idx(new byte[9], 1, 3, 3), "pictures are 3 x 3 pixels");
    byte[] longer = Archives.idx(new byte[SIDE * SIDE + 1], 1, SIDE, SIDE);
    assertBroken(longer, "goes on after its last value");
    assertBroken(Archives.idx(LABELS, LABELS.length), "with 3 dimensions");
  }

  @Test
  void labelsMustFit() throws IOException {
    Archives.writeGzip(labels, Archives.idx(new byte[] {1, 2}, 2));
    assertThatThrownBy(() -> MnistArchive.digits(folder))
        .hasMessage(labels + ": has 2 labels for 4 images");
    Archives.writeGzip(labels, Archives.idx(new byte[] {1, 2, 10, 3}, 4));
    assertThatThrownBy(() -> MnistArchive.digits(folder))
        .hasMessage(labels + ": label 2 is 10, must be 0 to 9");
    Files.delete(labels);
    assertThatThrownBy(() -> MnistArchive.digits(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(labels + ": no such file; the folder should hold MNIST's");
    assertThatThrownBy(() -> MnistArchive.digits(images))
        .hasMessageContaining("is a file, not a folder");
  }

  private void assertBroken(byte[] content, String message) throws IOException {
    Files.write(images, content);
    assertThatThrownBy(() -> MnistArchive.digits(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(images + ": ")
        .hasMessageContaining(message);
  }
}
