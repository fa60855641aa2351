package io.progan.dataset.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureLabelsTest {
  @TempDir Path folder;

  @Test
  void foldersAreClasses() throws IOException {
    PictureLabels labels =
        PictureLabels.ofFolders(List.of("all/dog/1.png", "all/cat/tabby/1.png", "all/cat/2.png"));
    assertThat(labels.classNames()).containsExactly("cat", "dog");
    assertThat(labels.row("all/dog/1.png")).containsExactly(0, 1);
    assertThat(labels.row("all/cat/tabby/1.png")).containsExactly(1, 0);
    assertThat(PictureLabels.ofFolders(List.of("x/1.png", "x/2.png")).classNames())
        .containsExactly("x");
    PictureLabels mixed = PictureLabels.ofFolders(List.of("x/y/1.png", "2.png"));
    assertThat(mixed.classNames()).containsExactly("x");
    assertThat(mixed.has("2.png")).isFalse();
    assertThatThrownBy(() -> PictureLabels.ofFolders(List.of("1.png")))
        .isInstanceOf(DatasetException.class);
  }

  @Test
  void csvHoldsNamesOfClasses() throws IOException {
    PictureLabels labels = read("l.csv", "\uFEFFfile,label\n./a.png, dog\n\n\"b, c.png\",cat\n");
    assertThat(labels.classNames()).containsExactly("cat", "dog");
    assertThat(labels.row("a.png")).containsExactly(0, 1);
    assertThat(labels.row("sub/b, c.png")).containsExactly(1, 0);
    assertThat(labels.has("d.png")).isFalse();
  }

  @Test
  void csvHoldsNumbers() throws IOException {
    PictureLabels classes = read("l.csv", "a.png;0\nb.png;2\n");
    assertThat(classes.size()).isEqualTo(3);
    assertThat(classes.classNames()).isEmpty();
    assertThat(classes.row("b.png")).containsExactly(0, 0, 1);
    PictureLabels rows = read("l.csv", "a.png\t0.5\t-1\nb.png\t1\t2\n");
    assertThat(rows.row("a.png")).containsExactly(0.5f, -1);
  }

  @Test
  void jsonHoldsEither() throws IOException {
    PictureLabels pairs = read("l.json", "{\"labels\": [[\"x/a.png\", 1], [\"b.png\", 0]]}");
    assertThat(pairs.row("x/a.png")).containsExactly(0, 1);
    PictureLabels named =
        read("l.json", "{\"labels\": {\"a.png\": \"u\"}, \"classNames\": [\"w\", \"u\", \"v\"]}");
    assertThat(named.classNames()).containsExactly("w", "u", "v");
    assertThat(named.row("a.png")).containsExactly(0, 1, 0);
    assertThat(read("l.json", "{\"a.png\": [0.25, 3]}").row("a.png")).containsExactly(0.25f, 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "l.csv | a.png,cat;a.png,dog | line 2: another label for 'a.png'",
        "l.csv | a.png,1,2;b.png,1 | b.png: has 1 numbers, the first label has 2",
        "l.csv | a.png,1,x | a.png: 'x' is not a number",
        "l.csv | a.png | line 1: needs the name of a picture and its label",
        "l.csv | a.png,200000 | class 200000 is above the highest",
        "l.csv | name,label | holds no labels",
        "l.json | [1 | line 1: is not JSON",
        "l.json | 7 | needs an object",
        "l.json | {\"labels\": [[1, 2]]} | label 0: must be a pair",
        "l.json | {\"a\": \"x\", \"classNames\": [\"y\"]} | class 'x' is not in \"classNames\"",
        "l.json | {\"a\": 3, \"classNames\": [\"y\"]} | names 1 classes, the labels have 4",
      })
  void mistakesAreNamed(String name, String content, String message) {
    assertThatThrownBy(() -> read(name, content.replace(';', '\n')))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(message);
  }

  private PictureLabels read(String name, String content) throws IOException {
    return LabelReader.read(Files.writeString(folder.resolve(name), content));
  }
}
