package io.progan.app.command.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.app.command.Cli;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datasets are made in parts and joined. */
class MergeCommandTest {

  @TempDir Path folder;

  private Path pictures;

  @BeforeEach
  void makePictures() throws IOException {
    pictures = folder.resolve("pictures");
    for (int i = 0; i < 7; i++) {
      BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
      picture.getRaster().setSample(0, 0, 0, 30 * i);
      Path file = pictures.resolve(i == 4 ? "dog" : "cat").resolve(i + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(picture, "png", file.toFile());
    }
  }

  private Cli.Result make(String name, String shard) {
    return Cli.run(
        "dataset",
        "create_from_images",
        folder.resolve(name),
        pictures,
        "--labels=folders",
        "--shard",
        shard);
  }

  @Test
  void joinedPartsEqualTheDatasetMadeAtOnce() throws IOException {
    Path whole = folder.resolve("whole");
    Cli.run("dataset", "create_from_images", whole, pictures, "--labels=folders");
    assertThat(make("a", "1/2").out()).contains("3 images of 8x8 grey, labels of size 2, part 1");
    assertThat(make("b", "2/2").exitCode()).isZero();

    Path joined = folder.resolve("again/whole");
    Cli.Result merged =
        Cli.run("dataset", "merge", joined, folder.resolve("b"), folder.resolve("a"));
    assertThat(merged.err()).isEmpty();
    assertThat(merged.out()).contains("7 images of 8x8 grey, labels of size 2, joined in");
    for (String end : List.of("-r02.tfrecords", "-r03.tfrecords", "-rxx.labels")) {
      assertThat(joined.resolve("whole" + end))
          .hasSameBinaryContentAs(whole.resolve("whole" + end));
    }
    assertThat(joined.resolve("dataset.json"))
        .hasSameBinaryContentAs(whole.resolve("dataset.json"));
  }

  @Test
  void aPartSaysWhatItIs() {
    make("b", "2/2");
    Path part = folder.resolve("b");
    assertThat(Cli.run("dataset", "info", part).out())
        .contains("part     2 of 2: places 3 to 6 of 7 in the order of all images");
    assertThat(Cli.run("train", "--dry-run", "--dataset", part).err())
        .contains("only part 2 of 2 of a dataset; 'progan dataset merge' joins them");
    Cli.Result alone = Cli.run("dataset", "merge", folder.resolve("out"), part);
    assertThat(alone.exitCode()).isEqualTo(2);
    assertThat(alone.err()).hasLineCount(1).contains("part 1 is missing");
    Cli.Result onto = Cli.run("dataset", "merge", part, part, "--replace");
    assertThat(onto.exitCode()).isEqualTo(2);
    assertThat(onto.err()).hasLineCount(1).contains("is one of the parts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/2", "3/2", "1", "1/0", "-1/2", "a/b", "1/99999999999"})
  void wrongShardIsExplained(String shard) {
    Cli.Result made = make("a", shard);
    assertThat(made.exitCode()).isEqualTo(2);
    assertThat(made.err()).contains("--shard").contains("1/N to N/N");
    assertThat(folder.resolve("a")).doesNotExist();
  }
}
