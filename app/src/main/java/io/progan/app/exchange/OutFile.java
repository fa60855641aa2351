package io.progan.app.exchange;

import io.progan.app.console.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a command writes its one file. */
public final class OutFile {

  private OutFile() {}

  /**
   * Refuses, before any work, a place where the file cannot appear.
   *
   * @param force whether a file that is there may be replaced
   * @throws CommandFailure in one line
   */
  public static void check(Path file, boolean force) {
    if (Files.isDirectory(file)) {
      throw CommandFailure.wrongUsage("--out " + file + ": is a folder; name a file");
    }
    if (Files.exists(file) && !force) {
      throw CommandFailure.wrongUsage("--out " + file + ": is there already; --force replaces it");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw CommandFailure.wrongUsage("--out %s: there is no folder %s".formatted(file, folder));
    }
  }
}
