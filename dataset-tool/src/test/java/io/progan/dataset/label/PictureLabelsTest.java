package io.progan.dataset.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureLabelsTest {
  @TempDir Path folder;

  @Test
  void csvHoldsNamesOfClasses() throws IOException {
    PictureLabels labels = read("l.csv", "\uFEFFfile,label\n./a.png, dog\n\n\"b, c.png\",cat\n");
    assertThat(labels.classNames()).containsExactly("cat", "dog");
    assertThat(labels.row("a.png")).containsExactly(0, 1);
    assertThat(labels.row("b, c.png")).containsExactly(1, 0);
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
        "l.csv | a.png,cat;a.png,dog | line 2: another label for 'a.png' than at line 1",
        "l.csv | x/a.png,cat;x\\a.png,dog | line 2: another label for 'x\\a.png'",
        "l.csv | a.png,1,2;b.png,1 | line 2: a label of 1 class, the first label (line 1) has 2",
        "l.csv | a.png,1,x | line 1: column 3: 'x' is not a number that can be used",
        "l.csv | f,kind,part;a.png,cat,val | column 'kind': 'cat' is not a number that can be",
        "l.csv | f,kind,part;a.png,cat,val | columns are 'f', 'kind', 'part': keep the name and",
        "l.csv | a.png,1,NaN | line 1: column 3: 'NaN' is not a number that can be used",
        "l.csv | a.png,inf,1 | line 1: column 2: 'inf' is not a number that can be used",
        "l.csv | a.png,cat;b.png,nan | line 2: 'nan' is no label ('b.png')",
        "l.csv | a.png,1;b.png,0.5 | line 2: '0.5' is not the number of a class",
        "l.csv | a.png | line 1: needs the name of a picture and its label, between them a comma",
        "l.csv | a.png,200000 | class 200000 is above the highest",
        "l.csv | name,label | holds no labels",
        "l.csv | <!DOCTYPE html> | is no file of labels, but a web page (HTML)",
        "l.json | {\"a\": 1, \"a\": 1} | line 1: 'a' is there a second time",
        "l.json | {\"labels\": [[\"a\", 1], [\"a\", 2]]} | label 1: another label for 'a'",
        "l.json | {\"a\": [1, NaN]} | 'a': 'NaN' is not a number that can be used",
        "l.json | {\"a\": 1} {\"b\": 2} | is not JSON",
        "l.json | {\"a\": [1], \"b\": 2} | 'b': a label of 1 class, the first label ('a') has 1",
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

  @Test
  void headingsAreToldFromPictures() throws IOException {
    assertThat(read("l.csv", "img1,3\nimg2,0\n").has("img1")).isTrue();
    assertThat(read("l.csv", "file.name,class.id\na.png,3\n").size()).isEqualTo(4);
    assertThat(read("l.csv", "id,x,y\na.png,1,2\n").columns()).containsExactly("'x'", "'y'");
    assertThat(read("l.csv", "a.png,cat\nb.png,dog\n").histogram()).containsExactly(1, 1);
  }

  @Test
  void whatOtherProgrammesWriteIsRead() throws IOException {
    assertThat(read("l.csv", "cat\\a.png,2.0\r\nb.png,0.0\r\n").row("cat/a.png"))
        .containsExactly(0, 0, 1);
    assertThat(read("l.csv", "\uFEFF\"a.png\",cat\n").has("a.png")).isTrue();
    byte[] utf16 = "\uFEFFa.png\tcat\n".getBytes(StandardCharsets.UTF_16LE);
    assertThat(LabelReader.read(Files.write(folder.resolve("u.txt"), utf16)).has("a.png")).isTrue();
    assertThat(read("l.csv", "a.png,cat\na.png,cat\n").notes())
        .singleElement()
        .asString()
        .contains("1 times a name that was there before, with the same label");
    assertThat(read("l.json", "{\"labels\": [[\"a.png\", [3]]]}").row("a.png")).containsExactly(3);
  }

  private PictureLabels read(String name, String content) throws IOException {
    return LabelReader.read(Files.writeString(folder.resolve(name), content));
  }
}
