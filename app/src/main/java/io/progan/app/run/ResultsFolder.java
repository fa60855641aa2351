package io.progan.app.run;

import io.progan.app.console.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that gets the run folders.
 *
 * @param path the folder, which need not exist
 */
record ResultsFolder(Path path) {

  /**
   * Finds what would keep the folder from being made, without making it.
   *
   * @throws CommandFailure in one line
   */
  void check() {
    Path existing = path.toAbsolutePath().normalize();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing)) {
      throw failure("because " + existing + " is a file, not a folder");
    }
    if (!Files.isWritable(existing)) {
      throw failure("because " + existing + " is not writable");
    }
  }

  /**
   * Makes the folder if it is missing.
   *
   * @throws CommandFailure in one line, if that is not possible
   */
  void make() {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw failure("(" + e + ")");
    }
  }

  private CommandFailure failure(String why) {
    return CommandFailure.wrongUsage(
        "--results: nothing can be written to " + path + " " + why + "; choose another place");
  }
}
