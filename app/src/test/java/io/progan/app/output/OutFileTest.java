package io.progan.app.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.app.console.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files and folders that users give. */
class OutFileTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "walk.mp4, .mp4",
    "a.b/WALK.GiF, .gif",
    "walk.tar.gz, .gz",
    "walk., .",
    "walk, ''",
    "a.b/walk, ''",
    ".hidden, ''",
    "/, ''"
  })
  void aNameHasAnEnding(Path name, String ending) {
    assertThat(OutFile.ending(name)).isEqualTo(ending);
  }

  @ParameterizedTest
  @CsvSource({
    "walk.mp4, walk.mp4",
    "Walk.GIF, Walk.GIF",
    "a.b/walk, a.b/walk.mp4",
    ".walk, .walk.mp4"
  })
  void aFileKeepsItsEndingOrGetsTheFirst(Path name, Path expected) {
    assertThat(OutFile.named("--out", name, ".mp4", ".gif")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"walk.avi", "walk.mp4.webm", "walk.", "walk.mp", "walk-0.5"})
  void anotherEndingIsRefused(Path name) {
    assertThatThrownBy(() -> OutFile.named("--out", name, ".mp4", ".gif"))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("--out " + name + ": the name must end with .mp4 or .gif");
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> OutFile.named("--out", folder, ".mp4"))
        .hasMessage("--out " + folder + ": is a folder; name a file");
  }

  @Test
  void aFolderIsNotNamedAsAFileUnlessItIsThere() throws IOException {
    Path pictures = folder.resolve("pictures.PNG");
    assertThatThrownBy(() -> OutFile.folder("--out", pictures))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("--out " + pictures + ": ");
    Files.createDirectory(pictures);
    assertThat(OutFile.folder("--out", pictures)).isEqualTo(pictures);
    Path plain = folder.resolve("v1.5");
    assertThat(OutFile.folder("--out", plain)).isEqualTo(plain);
  }
}
