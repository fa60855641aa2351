package io.progan.app.run;

import io.progan.app.console.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Says things on the console and keeps them in the run's {@code log.txt}. */
final class RunLog implements AutoCloseable {

  private final Console console;
  private final PrintWriter file;

  /**
   * Opens the log.
   *
   * @param file where to; continued if it exists
   * @param said what the console has shown before there was a log
   * @throws IOException if the file cannot be written
   */
  RunLog(Console console, Path file, List<String> said) throws IOException {
    this.console = console;
    this.file =
        new PrintWriter(
            Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            true);
    said.forEach(this.file::println);
  }

  /** Says one line. */
  void say(String line) {
    console.out().println(line);
    console.out().flush();
    file.println(line);
  }

  /** Keeps a line that is said elsewhere. */
  void keep(String line) {
    file.println(line);
  }

  @Override
  public void close() {
    file.close();
  }
}
