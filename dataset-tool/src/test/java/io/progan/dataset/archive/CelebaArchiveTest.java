package io.progan.dataset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CelebaArchiveTest {
  @TempDir Path folder;

  private Path pictures;

  @BeforeEach
  void makePictures() throws IOException {
    pictures = Files.createDirectory(folder.resolve("img_align_celeba_png"));
    write("000002.png", 178, 218, 2);
    write("000001.png", 178, 218, 1);
    Files.writeString(pictures.resolve("notes.txt"), "not a picture");
  }

  /** Red is the column, green the row, blue the given number. */
  private void write(String name, int width, int height, int blue) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, x << 16 | y << 8 | blue);
      }
    }
    ImageIO.write(image, "png", pictures.resolve(name).toFile());
  }

  @Test
  void squareLiesAroundTheCenter() throws IOException {
    try (CelebaArchive source = CelebaArchive.open(folder, 89, 121)) {
      assertThat(source.count()).isEqualTo(2);
      RawImage first = source.image(0);
      assertThat(first.shape()).isEqualTo("3 x 128 x 128");
      int plane = 128 * 128;
      assertThat(first.data()[0]).isEqualTo((byte) (89 - 64));
      assertThat(first.data()[127]).isEqualTo((byte) (89 + 63));
      assertThat(first.data()[plane]).isEqualTo((byte) (121 - 64));
      assertThat(first.data()[2 * plane - 1]).isEqualTo((byte) (121 + 63));
      assertThat(first.data()[2 * plane]).isEqualTo((byte) 1);
      assertThat(source.image(1).data()[2 * plane]).isEqualTo((byte) 2);
    }
  }

  @Test
  void pictureOfAnotherSizeIsNamed() throws IOException {
    write("000003.png", 178, 200, 0);
    try (CelebaArchive source = CelebaArchive.open(folder, 89, 121)) {
      assertThatThrownBy(() -> source.image(2))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("000003.png: picture is 178 x 200 with 3 channels");
    }
  }

  @Test
  void squareMustLieWithinThePictures() {
    assertThatThrownBy(() -> CelebaArchive.open(folder, 115, 121))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be 64 to 114, got 115");
    assertThatThrownBy(() -> CelebaArchive.open(folder, 89, 63))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void missingFolderIsNamed() {
    assertThatThrownBy(() -> CelebaArchive.open(pictures, 89, 121))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("img_align_celeba_png: no such folder");
  }
}
