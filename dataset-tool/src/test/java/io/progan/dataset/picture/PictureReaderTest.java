package io.progan.dataset.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures made and read by Pillow (make.py beside them) are read to the same bits. */
class PictureReaderTest {
  private static final Path FOLDER = Path.of("src/test/resources/pictures");

  @TempDir Path folder;

  static Stream<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> names =
          files
              .map(f -> f.getFileName().toString())
              .filter(n -> !n.matches("make.*|.*npz"))
              .toList();
      assertThat(names).hasSizeGreaterThan(50);
      return names.stream().sorted();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void pixelsAreThoseOfPillow(String name) throws IOException {
    byte[] file = Files.readAllBytes(FOLDER.resolve(name));
    Picture picture = PictureReader.decode(file, name, true);
    assertThat(picture.pixels()).isEqualTo(planes(expected(name)));
    NpyArray alpha = expected(name + "/alpha");
    assertThat(picture.alpha()).isEqualTo(alpha == null ? null : alpha.bytes());
    PictureHeader header = PictureReader.header(new ByteArrayInputStream(file), name);
    assertThat(header.channels()).isEqualTo(picture.pixels().channels());
    assertThat(header.pixels()).isEqualTo(picture.pixels().data().length / header.channels());
    assertThat(header.transparent() || alpha == null).isTrue();
    if (name.endsWith(".webp")) {
      assertThat(header.transparent()).isEqualTo(alpha != null);
    }
  }

  private NpyArray expected(String name) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(FOLDER.resolve("expected.npz"))) {
      Path array = zip.getPath(name + ".npy");
      if (!Files.exists(array)) {
        return null;
      }
      return NpyReader.read(Files.write(folder.resolve("array.npy"), Files.readAllBytes(array)));
    }
  }

  private static RawImage planes(NpyArray array) {
    int[] shape = array.shape();
    int channels = shape.length == 2 ? 1 : shape[2];
    byte[] data = new byte[array.bytes().length];
    int plane = shape[0] * shape[1];
    for (int i = 0; i < data.length; i++) {
      data[i % channels * plane + i / channels] = array.bytes()[i];
    }
    return new RawImage(channels, shape[0], shape[1], data);
  }

  @Test
  void theTurnThatAFileAsksForCanBeIgnored() throws IOException {
    byte[] file = Files.readAllBytes(FOLDER.resolve("orientation-6.jpg"));
    Picture stored = PictureReader.decode(file, "a.jpg", false);
    assertThat(stored.pixels())
        .isEqualTo(planes(expected("orientation-1.jpg")))
        .isNotEqualTo(planes(expected("orientation-6.jpg")));
  }

  @ParameterizedTest
  @MethodSource("files")
  void truncatedFilesAreNamed(String name) throws IOException {
    byte[] file = Files.readAllBytes(FOLDER.resolve(name));
    for (int keep : new int[] {0, 1, 3, 10, file.length / 4, file.length / 2}) {
      assertThatThrownBy(() -> PictureReader.decode(Arrays.copyOf(file, keep), "a.pic", true))
          .as("%d of %d bytes", keep, file.length)
          .isInstanceOf(DatasetException.class)
          .hasMessageStartingWith("a.pic: ")
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  void jpegsWithoutTheirLastBytesAreTruncated() throws IOException {
    for (String name : List.of("baseline-444.jpg", "orientation-6.jpg")) {
      byte[] file = Files.readAllBytes(FOLDER.resolve(name));
      byte[] longer = Arrays.copyOf(file, file.length + 5);
      assertThat(PictureReader.decode(longer, name, true).pixels())
          .isEqualTo(PictureReader.decode(file, name, true).pixels());
      for (int missing : new int[] {1, 2, 9}) {
        byte[] cut = Arrays.copyOf(file, file.length - missing);
        assertThatThrownBy(() -> PictureReader.decode(cut, name, true))
            .isInstanceOf(DatasetException.class)
            .hasMessageContaining("truncated picture");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "this is no picture", "<html>", "\0\0\0\0\0\0"})
  void otherFilesAreNamed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> PictureReader.header(new ByteArrayInputStream(bytes), "a.jpg"))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("a.jpg: not a picture that can be read");
  }

  @Test
  void hugeClaimsAreRefusedBeforeAnythingIsDecoded() throws IOException {
    byte[] png = Files.readAllBytes(FOLDER.resolve("rgb.png"));
    ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 100_000);
    assertClaimRefused(png, "100000 x 100000");
    byte[] jpeg = Files.readAllBytes(FOLDER.resolve("baseline-444.jpg"));
    int frame = find(jpeg, 0xc0);
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65500).putShort(frame + 7, (short) 65400);
    assertClaimRefused(jpeg, "65400 x 65500");
  }

  private static int find(byte[] jpeg, int marker) {
    int at = 0;
    while (jpeg[at] != (byte) 0xff || jpeg[at + 1] != (byte) marker) {
      at++;
    }
    return at;
  }

  private static void assertClaimRefused(byte[] file, String size) {
    assertThatThrownBy(() -> PictureReader.decode(file, "big", true))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("big: picture claims " + size + " pixels, more than the 100 million");
    assertThatThrownBy(() -> PictureReader.header(new ByteArrayInputStream(file), "big"))
        .hasMessageContaining("claims");
  }

  @Test
  void everyDamagedByteOfAPngIsFound() throws IOException {
    byte[] good = Files.readAllBytes(FOLDER.resolve("rgb.png"));
    for (int at = 33; at < good.length; at += 5) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      assertThatThrownBy(() -> PictureReader.decode(bad, "a.png", true))
          .as("byte %d", at)
          .isInstanceOf(DatasetException.class);
    }
  }

  @Test
  void transparencyIsLaidOverAColour() {
    RawImage pixels = new RawImage(3, 1, 3, new byte[] {100, 100, 100, 50, 50, 50, 0, 0, 0});
    Picture picture = new Picture(pixels, new byte[] {0, (byte) 128, (byte) 255});
    RawImage over = picture.over(0xff8000);
    assertThat(over.data()).containsExactly(255, 177, 100, 128, 89, 50, 0, 0, 0);
    RawImage grey = new Picture(new RawImage(1, 1, 1, new byte[] {9}), new byte[1]).over(0xff0000);
    assertThat(grey.data()).containsExactly(76);
  }
}
