package io.progan.dataset.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import io.progan.dataset.label.FolderLabels.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

class FolderLabelsTest {
  private static final List<String> SPLIT =
      List.of("x/train/cat/1.png", "x/train/dog/2.png", "x/val/cat/3.png");

  @Test
  void firstFoldersThatDifferAreClasses() throws DatasetException {
    PictureLabels labels =
        of(Level.CHECKED, "all/dog/1.png", "all/cat/tabby/1.png", "all/cat/2.png");
    assertThat(labels.classNames()).containsExactly("cat", "dog");
    assertThat(labels.histogram()).containsExactly(2, 1);
    assertThat(labels.row("all/dog/1.png")).containsExactly(0, 1);
    assertThat(labels.row("all/cat/tabby/1.png")).containsExactly(1, 0);
    assertThat(of(Level.CHECKED, "x/1.png", "x/2.png").classNames()).containsExactly("x");
    PictureLabels mixed = of(Level.CHECKED, "x/y/1.png", "2.png");
    assertThat(mixed.classNames()).containsExactly("x");
    assertThat(mixed.has("2.png")).isFalse();
  }

  @Test
  void splitsAreAskedAbout() {
    assertFails(
        SPLIT,
        "the folders train (2), val (1) look like parts of a split dataset",
        "folders:last takes the innermost folders, cat (2), dog (1); folders:first");
    assertFails(List.of("Train2017/1.png", "VALIDATION/2.png"), "use --labels folders:first");
    assertFails(List.of("seg_train/a/1.png", "seg_test/a/2.png"), "folders:last");
    assertFails(List.of("train/1.png", "test/2.png", "extra/3.png"), "test (1), train (1)");
    assertFails(List.of("train/1.png"), "train (1)");
  }

  private static void assertFails(List<String> pictures, String... messages) {
    assertThatThrownBy(() -> FolderLabels.of(pictures, Level.CHECKED))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(messages);
  }

  @Test
  void classesThatOnlyResembleSplitsAreNot() throws DatasetException {
    assertThat(of(Level.CHECKED, "train/1.png", "bus/2.png", "car/3.png").size()).isEqualTo(3);
    assertThat(of(Level.CHECKED, "train/cat/1.png", "train/dog/2.png").classNames())
        .containsExactly("cat", "dog");
    assertThat(of(Level.CHECKED, "trainer/1.png", "tester/2.png").size()).isEqualTo(2);
  }

  @Test
  void levelsAreChosen() throws DatasetException {
    assertThat(FolderLabels.of(SPLIT, Level.FIRST).classNames()).containsExactly("train", "val");
    PictureLabels last = FolderLabels.of(SPLIT, Level.LAST);
    assertThat(last.classNames()).containsExactly("cat", "dog");
    assertThat(last.row("x/val/cat/3.png")).containsExactly(1, 0);
    assertThat(FolderLabels.of(SPLIT, Level.PATH).classNames())
        .containsExactly("train/cat", "train/dog", "val/cat");
  }

  @Test
  void picturesInNoFolderHaveNoClass() {
    assertFails(List.of("1.png"), "lie in no folders", "name a CSV or JSON file");
    assertFails(List.of("cat\\1.png"), "their names hold \\, so take the zip");
  }

  private static PictureLabels of(Level level, String... pictures) throws DatasetException {
    return FolderLabels.of(List.of(pictures), level);
  }
}
