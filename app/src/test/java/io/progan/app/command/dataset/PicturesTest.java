package io.progan.app.command.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.app.command.Cli;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of any size become datasets, which are then looked at. */
class PicturesTest {

  @TempDir Path folder;

  private Path pictures;
  private Path set;

  @BeforeEach
  void makePictures() throws IOException {
    set = folder.resolve("set");
    pictures = folder.resolve("pictures");
    for (int i = 0; i < 5; i++) {
      BufferedImage picture = new BufferedImage(20, 16, BufferedImage.TYPE_3BYTE_BGR);
      picture.setRGB(9, 9, 255 << i);
      Path file = pictures.resolve(i % 2 == 0 ? "cat" : "dog").resolve(i + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(picture, "png", file.toFile());
    }
  }

  private static Cli.Result make(Path set, Path pictures, Object... options) {
    List<Object> words = new ArrayList<>(List.of("dataset", "create_from_images", set, pictures));
    words.addAll(List.of(options));
    return Cli.run(words.toArray());
  }

  @Test
  void labelledDatasetIsExplainedExtractedAndShown() throws IOException {
    Cli.Result made = make(set, pictures, "--resolution=8", "--labels=folders");
    assertThat(made.err()).isEmpty();
    assertThat(made.out()).contains("5 images of 8x8 RGB, labels of size 2");

    JsonNode json = json("dataset", "info", set, "--json");
    assertThat(json.at("/classNames").toString()).isEqualTo("[\"cat\",\"dog\"]");
    assertThat(json.at("/histogram").toString()).isEqualTo("[3,2]");
    assertThat(json.at("/origin/options/--resolution").asText()).isEqualTo("8");
    assertThat(json.at("/origin/command").asText()).isEqualTo("create_from_images");
    assertThat(json.at("/files/0/sha256").asText()).hasSize(64);
    assertThat(Cli.run("dataset", "info", set).out()).contains("3  0 cat").contains("sha256");
    assertThat(Cli.run("dataset", "verify", set).out()).contains("in 3 files, no faults");

    Path out = folder.resolve("out");
    Cli.Result extracted = Cli.run("dataset", "extract", set, out, "--labels", "--format=jpg");
    assertThat(extracted.exitCode()).isZero();
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .hasSize(5)
          .allMatch(name -> name.matches("img0000000\\d-(cat|dog)\\.jpg"));
    }
    Path sheet = folder.resolve("sheet.png");
    Cli.Result shown = Cli.run("dataset", "display", set, "--out", sheet, "--columns=3");
    assertThat(shown.out()).contains("images 0 to 4 of set");
    assertThat(ImageIO.read(sheet.toFile()).getWidth()).isEqualTo(26);
  }

  @Test
  void extractedPicturesBecomeTheSameDataset() {
    make(set, pictures, "--resolution=16");
    Cli.run("dataset", "extract", set, folder.resolve("out"));
    Path again = folder.resolve("again");
    assertThat(make(again, folder.resolve("out"), "--shuffle=0").exitCode()).isZero();
    Cli.Result same = Cli.run("dataset", "compare", set, again);
    assertThat(same.exitCode()).isZero();
    assertThat(same.out().lines())
        .containsExactly("Identical images: 5 / 5", "Identical labels: 5 / 5");
  }

  @Test
  void withoutDescriptionAllIsComputed() throws IOException {
    make(set, pictures, "--resolution=8", "--labels=folders");
    JsonNode before = json("dataset", "info", set, "--json");
    Files.delete(set.resolve("dataset.json"));
    JsonNode after = json("dataset", "info", set, "--json");
    for (String key : List.of("count", "resolution", "channels", "histogram", "files")) {
      assertThat(after.get(key)).as(key).isEqualTo(before.get(key));
    }
  }

  private static JsonNode json(Object... words) throws IOException {
    return new ObjectMapper().readTree(Cli.run(words).out());
  }

  @Test
  void faultsAndDifferencesEndWithOne() throws IOException {
    Path other = folder.resolve("other/set");
    make(set, pictures, "--resolution=16");
    make(other, pictures, "--resolution=16", "--shuffle=0");
    Cli.Result compared = Cli.run("dataset", "compare", set, other, "--ignore_labels=1");
    assertThat(compared.exitCode()).isEqualTo(1);
    assertThat(compared.out()).contains("is different by at most").doesNotContain("labels");
    assertThat(json("dataset", "compare", set, other, "--json").at("/imagesA").asInt())
        .isEqualTo(5);

    Path shard = other.resolve("set-r03.tfrecords");
    byte[] bytes = Files.readAllBytes(shard);
    bytes[bytes.length - 30] ^= 1;
    Files.write(shard, bytes);
    Cli.Result verified = Cli.run("dataset", "verify", other);
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.out())
        .contains("set-r03.tfrecords: record 4 at byte ")
        .contains("content is damaged")
        .contains("2 faults");
    assertThat(json("dataset", "verify", other, "--json").at("/faults/0/record").asInt())
        .isEqualTo(4);
  }

  @Test
  void badPicturesAreNamedOrLeftOut() throws IOException {
    Files.writeString(pictures.resolve("text.jpg"), "no picture");
    Cli.Result failed = make(set, pictures, "--resolution=8");
    assertThat(failed.exitCode()).isEqualTo(2);
    assertThat(failed.err()).hasLineCount(1).contains("text.jpg: not a picture that can be read");
    assertThat(set).doesNotExist();

    Cli.Result made = make(set, pictures, "--resolution=8", "--on-error=skip");
    assertThat(made.exitCode()).isZero();
    assertThat(made.out()).contains("5 images");
    assertThat(made.err()).contains("1 left out for reasons listed in " + set);
    assertThat(Files.readString(set.resolve("skipped.txt"))).contains("text.jpg: not a picture");
    assertThat(make(set, pictures).err()).contains("already holds a dataset; use --replace");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--resolution=12 | --resolution: must be a power of two from 4 to 4096, got 12",
        "--fit=pad | --fit: needs --resolution, the size to bring to",
        "--crop=left | --crop: must be none or center, got 'left'",
        "--resample=nearest | --resample: needs --resolution",
        "--background=#12 | --background: must be RRGGBB, white, black or gray, got '#12'",
        "--channels=2 | --channels: must be 1 or 3, got 2",
        "--on-error=ask | --on-error: must be fail or skip, got 'ask'",
        "--labels=no.csv | no.csv: no such file of labels",
        "--shuffle=1 | pictures cannot be used",
      })
  void wrongOptionsAreNamed(String option, String message) {
    Cli.Result result = make(set, pictures, option);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message);
    assertThat(set).doesNotExist();
  }
}
