package io.progan.app.command.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.app.command.Cli;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives and labels as people have them. */
class LabelledPicturesTest {

  @TempDir Path folder;

  private Path set;

  @BeforeEach
  void name() {
    set = folder.resolve("set");
  }

  private static Path archive(String name) {
    try {
      return Path.of(LabelledPicturesTest.class.getResource("/archives/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private Cli.Result make(Path pictures, Object... options) {
    List<Object> words = new ArrayList<>(List.of("dataset", "create_from_images", set, pictures));
    words.addAll(List.of(options));
    return Cli.run(words.toArray());
  }

  private String info(String pointer) throws IOException {
    String json = Cli.run("dataset", "info", set, "--json").out();
    return new ObjectMapper().readTree(json).at(pointer).toString();
  }

  @Test
  void zipsWithBackslashesHaveFolders() throws IOException {
    Cli.Result made = make(archive("backslashes.zip"), "--labels=folders");
    assertThat(made.exitCode()).isZero();
    assertThat(made.out()).startsWith("2 classes: cats (1), dogs (1)");
    assertThat(made.err()).contains("names have \\ between folders").hasLineCount(1);
    assertThat(info("/classNames")).isEqualTo("[\"cats\",\"dogs\"]");
  }

  @Test
  void zipsOfStyleGanBringTheirLabels() throws IOException {
    Cli.Result made = make(archive("stylegan2-ada.zip"));
    assertThat(made.err()).isEmpty();
    assertThat(made.out())
        .startsWith("4 classes: 0 (1), 1 (2), 2 (0), 3 (1)")
        .contains("4 images of ")
        .contains("labels of size 4");
    assertThat(info("/histogram")).isEqualTo("[1,2,0,1]");
  }

  @Test
  void givenLabelsComeBeforeThoseOfTheZip() throws IOException {
    Cli.Result none = make(archive("stylegan2-ada.zip"), "--labels=none");
    assertThat(none.err()).contains("dataset.json: not used, because --labels says otherwise");
    assertThat(none.out()).contains("no labels");
    Cli.Result folders = make(archive("stylegan2-ada.zip"), "--labels=folders", "--replace");
    assertThat(folders.out()).startsWith("1 class: 00000 (4)");
  }

  @Test
  void foldersOfStyleGanAreReadAsTheirZips() throws IOException {
    Path pictures = folder.resolve("pictures");
    picture(pictures.resolve("inner/00000/a.png"));
    picture(pictures.resolve("inner/b.png"));
    Path json = pictures.resolve("inner/dataset.json");
    Files.writeString(json, "{\"labels\": [[\"00000/a.png\", [0.5, 2]], [\"b.png\", [1, 0]]]}");
    assertThat(make(pictures).out()).startsWith("2 numbers a label").contains("labels of size 2");
    Files.writeString(json, "{\"labels\": null}");
    assertThat(make(pictures, "--replace").out()).contains("2 images").contains("no labels");
    Files.writeString(json, "{\"labels\": [[\"b.png\", 0]]}");
    Cli.Result part = make(pictures, "--replace");
    assertThat(part.exitCode()).isEqualTo(2);
    assertThat(part.err()).contains("00000/a.png: picture has no label");
  }

  @Test
  void splitsAreAskedAbout() throws IOException {
    Path pictures = folder.resolve("pictures");
    for (String name : List.of("train/cat/1.png", "train/dog/2.png", "val/cat/3.png")) {
      picture(pictures.resolve(name));
    }
    Cli.Result asked = make(pictures, "--labels=folders");
    assertThat(asked.exitCode()).isEqualTo(2);
    assertThat(asked.err()).contains("train (2), val (1)", "folders:last").hasLineCount(1);
    assertThat(set).doesNotExist();
    assertThat(make(pictures, "--labels=folders:last").out())
        .startsWith("2 classes: cat (2), dog (1)");
    Cli.Result unknown = make(pictures, "--labels=folders:middle", "--replace");
    assertThat(unknown.err()).contains("--labels: must be folders, folders:first, folders:last");
  }

  @Test
  void namesThatMatchNothingAreExplained() throws IOException {
    Path pictures = folder.resolve("pictures");
    picture(pictures.resolve("cat/a.png"));
    Path labels = Files.writeString(folder.resolve("l.csv"), "Cat/A.png,cat\n");
    Cli.Result failed = make(pictures, "--labels=" + labels);
    assertThat(failed.exitCode()).isEqualTo(2);
    assertThat(failed.err())
        .contains("'Cat/A.png' and the picture 'cat/a.png' differ by upper and lower case only");
  }

  @Test
  void picturesAreNoDatasetToTrainOn() throws IOException {
    Path pictures = folder.resolve("pictures");
    picture(pictures.resolve("cat/a.png"));
    Path results = folder.resolve("results");
    for (Path place : List.of(pictures, archive("backslashes.zip"))) {
      Cli.Result train = Cli.run("train", "--dataset", place, "--results", results);
      assertThat(train.exitCode()).isEqualTo(2);
      assertThat(train.err())
          .contains("progan dataset create_from_images NEW_FOLDER " + place)
          .hasLineCount(1);
    }
  }

  private static void picture(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_3BYTE_BGR), "png", file.toFile());
  }
}
