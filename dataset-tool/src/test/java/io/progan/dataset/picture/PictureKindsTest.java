package io.progan.dataset.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of every kind (tools/picture-table/fixtures makes them and their right pixels): read to
 * these, or refused by name.
 */
class PictureKindsTest {
  private static final Path FOLDER = Path.of("src/test/resources/picture-kinds");

  @TempDir Path folder;

  static Stream<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> names = files.map(f -> f.getFileName().toString()).sorted().toList();
      assertThat(names).hasSizeGreaterThan(90);
      return names.stream().filter(n -> !n.endsWith(".npz"));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void readExactlyOrRefusedByName(String name) throws IOException {
    byte[] file = Files.readAllBytes(FOLDER.resolve(name));
    NpyArray expected = array(name);
    if (expected == null) {
      assertThatThrownBy(() -> PictureReader.decode(file, name, true))
          .isInstanceOf(DatasetException.class)
          .hasMessageStartingWith(name + ": ")
          .message()
          .doesNotContain("\n")
          .matches("(?s).*(is not read|damaged picture|cannot be decoded).*");
      return;
    }
    Picture picture = PictureReader.decode(file, name, true);
    int channels = expected.shape().length == 2 ? 1 : expected.shape()[2];
    assertThat(picture.pixels().channels()).isEqualTo(channels);
    PictureHeader header = PictureReader.header(new ByteArrayInputStream(file), name);
    NpyArray opacity = array(name + "/alpha");
    byte[] alpha = opacity == null ? opaque(picture) : opacity.bytes();
    byte[] found = picture.alpha() == null ? opaque(picture) : picture.alpha();
    assertThat(found).isEqualTo(alpha);
    assertThat(header.transparent() || picture.alpha() == null).isTrue();
    if (header.transparent() || !name.endsWith(".ico")) {
      assertThat(header.pixels()).isEqualTo(found.length);
    }
    int tolerance = name.startsWith("associated") || name.startsWith("cmyk8-rle") ? 1 : 0;
    assertThat(greatestDifference(picture, expected.bytes(), alpha)).isLessThanOrEqualTo(tolerance);
  }

  /** Where something shows. */
  private static int greatestDifference(Picture picture, byte[] expected, byte[] alpha) {
    int channels = picture.pixels().channels();
    byte[] found = picture.pixels().data();
    assertThat(found).hasSameSizeAs(expected);
    int greatest = 0;
    for (int i = 0; i < expected.length; i++) {
      int value = found[i % channels * alpha.length + i / channels] & 0xff;
      if (alpha[i / channels] != 0) {
        greatest = Math.max(greatest, Math.abs(value - (expected[i] & 0xff)));
      }
    }
    return greatest;
  }

  private static byte[] opaque(Picture picture) {
    byte[] alpha = new byte[picture.pixels().height() * picture.pixels().width()];
    Arrays.fill(alpha, (byte) 255);
    return alpha;
  }

  private NpyArray array(String name) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(FOLDER.resolve("expected.npz"))) {
      Path array = zip.getPath(name + ".npy");
      return Files.exists(array)
          ? NpyReader.read(Files.write(folder.resolve("array.npy"), Files.readAllBytes(array)))
          : null;
    }
  }
}
