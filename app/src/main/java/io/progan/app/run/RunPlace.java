package io.progan.app.run;

import io.progan.app.console.HumanFormat;
import io.progan.core.snapshot.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a run reads and writes.
 *
 * @param results the folder that gets the folder of a new run; it exists and can be written
 * @param name the words in a new run folder's name, after its number
 * @param resume where an old run goes on; empty for a new run
 */
record RunPlace(Path results, String name, Optional<ResumePoint> resume) {

  /** Whether the run has no folder yet; a snapshot that lies in no run's folder begins one, too. */
  boolean isNew() {
    return resume.isEmpty() || resume.get().isLone();
  }

  /** The run's folder, made for a new run. */
  RunFolder folder() throws IOException {
    return isNew() ? RunFolder.create(results, name) : resume.get().folder();
  }

  /** The command that goes on with the run. */
  String command(RunFolder folder) {
    return "progan train --resume " + HumanFormat.shellWord(folder.path());
  }
}
