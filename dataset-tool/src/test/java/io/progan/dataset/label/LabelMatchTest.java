package io.progan.dataset.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelMatchTest {

  private static PictureLabels match(String names, String... pictures) throws DatasetException {
    Map<String, Integer> classes = new LinkedHashMap<>();
    Arrays.stream(names.split(" ")).forEach(name -> classes.put(name, classes.size()));
    PictureLabels labels = PictureLabels.ofNumbers(classes.size(), List.of(), classes);
    return LabelMatch.of(labels, "l.csv", List.of(pictures));
  }

  @Test
  void pathsComeBeforeNamesOfFiles() throws DatasetException {
    PictureLabels labels = match("x/a.png b.png", "x/a.png", "y/b.png", "y/c.png");
    assertThat(labels.row("x/a.png")).containsExactly(1, 0);
    assertThat(labels.row("y/b.png")).containsExactly(0, 1);
    assertThat(labels.has("y/c.png")).isFalse();
    assertThat(labels.notes()).isEmpty();
    assertThat(match("a.png", "a.png", "x/a.png").has("x/a.png")).isFalse();
  }

  @Test
  void oneNameOfTwoPicturesIsRefused() {
    assertThatThrownBy(() -> match("a.png", "x/a.png", "y/a.png"))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "l.csv: 'a.png' is the name of two pictures, 'x/a.png' and 'y/a.png'; write their"
                + " paths");
  }

  @Test
  void namesOfNoPictureAreSaid() throws DatasetException {
    assertThat(match("a.png img_7.png", "a.png", "z.png", "image_7.png").notes())
        .containsExactly(
            "l.csv: 1 of its 2 names are those of no picture; 'img_7.png' for example; the nearest"
                + " picture is 'image_7.png'");
  }

  @ParameterizedTest
  @CsvSource({
    "CAT/A.PNG, cat/a.png, upper and lower case",
    "dog/a.png, cat/a.png, folder",
    "a, cat/a.png, folder and ending",
    "a.jpg, a.png, ending",
    "\u00e9.png, e\u0301.png, Unicode form",
  })
  void whatAloneDiffersIsSaid(String name, String picture, String ways) {
    assertThatThrownBy(() -> match(name, "other.png", picture))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "l.csv: none of its 1 names is that of a picture; '%s' and the picture '%s' differ by %s"
                    .formatted(name, picture, ways)
                + " only");
  }
}
