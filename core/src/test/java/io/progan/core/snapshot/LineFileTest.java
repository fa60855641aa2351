package io.progan.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {

  @TempDir Path folder;

  @Test
  void linesThatCannotBeWrittenWaitForTheNext() throws IOException {
    Path file = folder.resolve("lines");
    LineFile lines = new LineFile(file);
    lines.append("first");
    Path aside = folder.resolve("aside");
    Files.move(file, aside);
    Files.createDirectory(file);
    assertThatThrownBy(() -> lines.append("second"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> lines.append("third")).isInstanceOf(IOException.class);
    Files.delete(file);
    Files.move(aside, file);

    lines.append("fourth");
    lines.append("fifth");

    assertThat(file).hasContent("first\nsecond\nthird\nfourth\nfifth\n");
  }

  @Test
  void whatStandsInTheFileStays() throws IOException {
    Path file = Files.writeString(folder.resolve("lines"), "old\n");
    new LineFile(file).append("new");
    assertThat(file).hasContent("old\nnew\n");
  }

  @Test
  void anAtomicFileThatFailsLeavesTheOldOne() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": No space left on device");
    assertThat(file).hasContent("old");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    AtomicFile.write(file, out -> out.write('n'));
    assertThat(file).hasContent("n");
  }
}
