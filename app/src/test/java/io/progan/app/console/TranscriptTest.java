package io.progan.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final Console console =
      Console.plain(new PrintWriter(out), new PrintWriter(new StringWriter()));

  @Test
  void keepsWhatWasSaidBeforeAndAfterThereWasAFile() {
    Path file = folder.resolve("log.txt");
    console.note("early");
    console.say("more");
    console.transcript().keepIn(file);
    console.say("late");
    console.note("äöü");
    assertThat(file).hasContent("progan: early\nmore\nlate\nprogan: äöü\n");
    assertThat(out.toString()).hasLineCount(2).contains("more", "late");
  }

  @Test
  void appendsToAFile() {
    Path file = folder.resolve("log.txt");
    console.transcript().keepIn(file);
    console.say("first");
    Console second = Console.plain(new PrintWriter(out), new PrintWriter(out));
    second.transcript().keepIn(file);
    second.say("second");
    assertThat(file).hasContent("first\nsecond\n");
  }

  @Test
  void leavesOutWhatWasOverwrittenAndColours() {
    Path file = folder.resolve("log.txt");
    console.transcript().keepIn(file);
    console.err().print("train 3%");
    console.err().print("\r\u001b[K");
    console.err().println("\u001b[1mtick\u001b[0m 1  ");
    assertThat(file).hasContent("tick 1  \n");
  }

  @Test
  void linesThatCannotBeWrittenWait() throws Exception {
    Path missing = folder.resolve("not yet");
    console.transcript().keepIn(missing.resolve("log.txt"));
    console.say("one");
    Files.createDirectory(missing);
    console.say("two");
    assertThat(missing.resolve("log.txt")).hasContent("one\ntwo\n");
  }
}
