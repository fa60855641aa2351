package io.progan.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.dataset.RawImage;
import io.progan.dataset.picture.PictureWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegPreviewTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aPictureAndItsFileHaveOnePreview(int channels) throws IOException {
    byte[] values = new byte[channels * 6 * 10];
    new Random(1).nextBytes(values);
    RawImage picture = new RawImage(channels, 6, 10, values);
    Path file = folder.resolve("picture.png");
    PngWriter.write(picture, file);
    JpegPreview ofFile = JpegPreview.of(ImageIO.read(file.toFile()), 5, 0.9);
    JpegPreview preview = JpegPreview.of(PictureWriter.buffered(picture), 5, 0.9);
    assertThat(preview.width()).isEqualTo(5);
    assertThat(preview.jpeg()).isEqualTo(ofFile.jpeg());
  }
}
