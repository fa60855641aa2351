package io.progan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about classes before a training. */
class ClassCountsTest {

  @TempDir Path folder;
  private Path set;

  @BeforeEach
  void makesADataset() throws IOException {
    Path pictures = folder.resolve("pictures");
    for (String name : List.of("cat/1", "cat/2", "dog/1")) {
      Path file = pictures.resolve(name + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }
    set = folder.resolve("set");
    Cli.Result made = Cli.run("dataset", "create_from_images", set, pictures, "--labels=folders");
    assertThat(made.exitCode()).as(made.err()).isZero();
  }

  /** Replaces the labels: rows of as many numbers. */
  private void labels(int size, float... values) throws IOException {
    Files.delete(set.resolve("dataset.json"));
    try (var out = Files.newOutputStream(set.resolve("set-rxx.labels"))) {
      NpyWriter.write(out, NpyArray.of(values, values.length / size, size));
    }
  }

  private Cli.Result plan(String... more) {
    List<Object> words = new ArrayList<>(List.of("train", "--dry-run", "--dataset=" + set));
    words.addAll(Arrays.asList(more));
    return Cli.run(words.toArray());
  }

  @Test
  void eachClassIsCounted() throws IOException {
    Cli.Result text = plan("--labels=full");
    assertThat(text.exitCode()).as(text.err()).isZero();
    assertThat(text.out()).endsWith("\n2 classes: cat (2), dog (1)\n");
    assertThat(text.err()).isEmpty();
    JsonNode json = new ObjectMapper().readTree(plan("--labels=full", "--json").out());
    assertThat(json.get("classes").toString())
        .isEqualTo("[{\"name\":\"cat\",\"images\":2},{\"name\":\"dog\",\"images\":1}]");
    assertThat(plan("--labels=0").out()).doesNotContain("classes:");
    Cli.Result first = plan("--labels=1");
    assertThat(first.out()).endsWith("1 class: cat (2); of none 1\n");
    assertThat(first.err()).isEmpty();
  }

  @Test
  void aTrainingSaysThemBeforeItBegins() throws IOException {
    labels(3, 1, 0, 0, 0, 0, 1, 1, 0, 0);
    Cli.Result result =
        Cli.run(
            "train",
            "--dataset=" + set,
            "--labels=full",
            "--results=" + folder.resolve("results"),
            "--total-kimg=0.016",
            "--set=generator.fmapMax=4",
            "--set=discriminator.fmapMax=4");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("3 classes: 0 (2), 1 (0), 2 (1)\n");
    assertThat(result.err()).contains("warning: " + set + ": no image of 1\n");
  }

  @Test
  void allInOneClassIsWarnedOf() throws IOException {
    labels(3, 1, 0, 0, 1, 0, 0, 1, 0, 0);
    assertThat(plan("--labels=full").err())
        .contains("warning: " + set + ": all images are of one class, 0 of 3; if there should")
        .hasLineCount(1);
  }

  @Test
  void labelsOfZerosAreRefused() throws IOException {
    labels(2, 0, 0, 0, 0, 0, 0);
    Cli.Result refused = plan("--labels=full");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains(set + ": all labels are zero", "train without labels (--labels 0), or make")
        .hasLineCount(1);
    assertThat(plan("--labels=0").exitCode()).isZero();
  }

  @Test
  void manyClassesAreSummedUp() throws IOException {
    float[] values = new float[3 * 20];
    values[0] = 1;
    values[20] = 1;
    values[40 + 7] = 1;
    labels(20, values);
    Cli.Result many = plan("--labels=full");
    assertThat(many.out()).endsWith("20 classes: most 0 (2), least 1 (0)\n");
    assertThat(many.err())
        .contains("no image of 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13 and 6 more");
  }

  @Test
  void numbersThatAreNoClassesAreNotCounted() throws IOException {
    labels(2, 0.2f, 0.1f, 0.3f, 0.1f, 0.4f, 0.2f);
    Cli.Result numbers = plan("--labels=full");
    assertThat(numbers.out()).endsWith("labels: 2 numbers each, not only 0 and 1\n");
    assertThat(numbers.err()).isEmpty();
  }
}
