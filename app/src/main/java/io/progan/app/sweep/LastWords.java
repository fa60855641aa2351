package io.progan.app.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Why a process of this programme ended, from what it wrote to its console. */
final class LastWords {

  /** What lines of errors begin with. */
  private static final String PREFIX = "progan: ";

  /** What the system adds to the number of a signal. */
  static final int SIGNAL = 128;

  private LastWords() {}

  /**
   * The reason in one line.
   *
   * @param log what it wrote
   * @param exitCode of the process
   */
  static String of(Path log, int exitCode) {
    if (exitCode > SIGNAL) {
      return "its process was ended from outside (exit code %d)".formatted(exitCode);
    }
    List<String> lines = lines(log);
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i).startsWith(PREFIX)) {
        return lines.get(i).substring(PREFIX.length());
      }
    }
    return "its process ended with exit code %d; see %s".formatted(exitCode, log);
  }

  private static List<String> lines(Path log) {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of(); // the exit code is all that is known
    }
  }
}
