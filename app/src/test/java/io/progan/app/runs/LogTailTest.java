package io.progan.app.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

  @TempDir Path folder;

  private void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void beginsWithTheLastLinesAndGoesOn() throws IOException {
    Path file = folder.resolve("log.txt");
    append(file, "one\ntwo\nthree\n");
    LogTail tail = new LogTail(file, 2);
    assertThat(tail.next()).containsExactly("two", "three");
    assertThat(tail.next()).isEmpty();
    append(file, "fo");
    assertThat(tail.next()).as("half a line").isEmpty();
    append(file, "ür\nfive\n");
    assertThat(tail.next()).containsExactly("foür", "five");
  }

  @Test
  void readsAllOfAShortFileAndOfOneThatComesLater() throws IOException {
    Path file = folder.resolve("log.txt");
    LogTail early = new LogTail(file, 10);
    assertThat(early.next()).isEmpty();
    append(file, "one\ntwo\n");
    assertThat(early.next()).containsExactly("one", "two");
    assertThat(new LogTail(file, 10).next()).containsExactly("one", "two");
  }

  @Test
  void readsMoreThanItsBufferInPieces() throws IOException {
    Path file = folder.resolve("log.txt");
    LogTail tail = new LogTail(file, 10);
    String line = "x".repeat(999);
    append(file, (line + "\n").repeat(200));
    assertThat(tail.next()).hasSize(200).containsOnly(line);
    assertThat(new LogTail(file, 3).next()).containsExactly(line, line, line);
  }
}
