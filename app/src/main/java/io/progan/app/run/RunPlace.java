package io.progan.app.run;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.HumanFormat;
import io.progan.core.snapshot.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a run reads and writes.
 *
 * @param results the folder that gets the folder of a new run; it exists and can be written
 * @param words in a new run folder's name, after its number
 * @param name of the new run's folder; empty for the next number and the words
 * @param resume where an old run goes on; empty for a new run
 */
record RunPlace(Path results, String words, Optional<String> name, Optional<ResumePoint> resume) {

  /** Whether the run has no folder yet; a snapshot that lies in no run's folder begins one, too. */
  boolean isNew() {
    return resume.isEmpty() || resume.get().isLone();
  }

  /**
   * Finds what would keep a new run from the name that it was given.
   *
   * @throws CommandFailure in one line
   */
  void check() {
    if (name.isEmpty()) {
      return;
    }
    if (!RunFolder.isName(name.get())) {
      throw CommandFailure.wrongUsage(
          "--name %s: must be a number, a dash and words, such as 012-mine".formatted(name.get()));
    }
    RunFolder folder = new RunFolder(results.resolve(name.get()));
    if (folder.begun()) {
      throw CommandFailure.wrongUsage(
          "--name %s: %s holds a run already; go on with it by --resume, or choose another name"
              .formatted(name.get(), folder.path()));
    }
  }

  /** The run's folder, made for a new run. */
  RunFolder folder() throws IOException {
    if (!isNew()) {
      return resume.get().folder();
    }
    return name.isPresent()
        ? RunFolder.named(results, name.get())
        : RunFolder.create(results, words);
  }

  /** The command that goes on with the run. */
  String command(RunFolder folder) {
    return "progan train --resume " + HumanFormat.shellWord(folder.path());
  }
}
