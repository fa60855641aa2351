package io.progan.app.sweep;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.ExitCode;
import io.progan.core.snapshot.AtomicFile;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.RunLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of a study.
 *
 * @param path where it lies
 */
record StudyFolder(Path path) {

  private static final String JSON = "study.json";

  /** Everything about the study, for machines; it is also what a study goes on from. */
  Path json() {
    return path.resolve(JSON);
  }

  /** The table for people, in Markdown. */
  Path markdown() {
    return path.resolve("study.md");
  }

  /** The table with image grids. */
  Path page() {
    return path.resolve("study.html");
  }

  /** The folder of all runs. */
  Path runs() {
    return path.resolve("runs");
  }

  /** A run's folder. */
  RunFolder run(SweepRun run) {
    return new RunFolder(runs().resolve(run.name()));
  }

  /** What the processes of a run wrote to their console. */
  Path log(SweepRun run) {
    return path.resolve("logs").resolve(run.name() + ".txt");
  }

  /** What the process that measured a run answered. */
  Path answer(SweepRun run) {
    return path.resolve("logs").resolve(run.name() + "-metrics.json");
  }

  /** Whether there is a study in it. */
  boolean holdsStudy() {
    return Files.exists(json());
  }

  /**
   * Finds what would keep a study from the folder, without making it.
   *
   * @throws CommandFailure in one line
   * @throws IOException if it cannot be read
   */
  void check() throws IOException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw CommandFailure.wrongUsage("--out " + path + ": is a file; name a folder");
    }
    if (!Files.exists(path) || holdsStudy()) {
      return;
    }
    Set<String> own = Set.of(lock().lock().getFileName().toString(), JSON + AtomicFile.PARTIAL);
    try (Stream<Path> files = Files.list(path)) {
      if (files.anyMatch(file -> !own.contains(file.getFileName().toString()))) {
        throw CommandFailure.wrongUsage(
            "--out %s: holds other files and no study (%s); name a new or an empty folder"
                .formatted(path, JSON));
      }
    }
  }

  /**
   * Makes the folder and takes the right to work on it, which one process has at a time.
   *
   * @throws CommandFailure in one line, if another process has it
   * @throws IOException if it cannot be written
   */
  RunLock take() throws IOException {
    Files.createDirectories(path);
    try {
      return RunLock.take(lock());
    } catch (RunLock.HeldException e) {
      String holder = RunLock.holder(lock()).orElse("another process");
      throw new CommandFailure(
          ExitCode.FAILED,
          "--out %s: %s is working on this study; wait until it has ended, or stop it first"
              .formatted(path, holder),
          e);
    }
  }

  private RunFolder lock() {
    return new RunFolder(path);
  }

  /** Writes one of its files. */
  static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
