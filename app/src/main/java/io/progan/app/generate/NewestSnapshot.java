package io.progan.app.generate;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.mixin.NetworkChoice;
import io.progan.core.snapshot.RunFinder;
import io.progan.core.snapshot.SnapshotException;
import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * The newest snapshot, of those that a user names, that is not damaged.
 *
 * @param candidates the newest first; at least one
 * @param console where damaged ones are named
 */
public record NewestSnapshot(List<Path> candidates, Console console) {

  /**
   * What is done with a snapshot.
   *
   * @param <T> what it gives
   */
  public interface Use<T> {
    /** Reads it. */
    T of(Path snapshot) throws IOException;
  }

  /** Copies the list. */
  public NewestSnapshot {
    candidates = List.copyOf(candidates);
  }

  /** Those that a user names: one file, or all of a run. */
  public static NewestSnapshot of(NetworkChoice choice, Console console) throws IOException {
    RunFinder runs = new RunFinder(choice.results());
    return new NewestSnapshot(runs.snapshots(choice.target()), console);
  }

  /**
   * Reads the newest; if it is damaged the one before it, and so on.
   *
   * @return what reading gave
   * @throws CommandFailure in one line, if all are damaged
   */
  public <T> T read(Use<T> use) throws IOException {
    Iterator<Path> snapshots = candidates.iterator();
    while (true) {
      try {
        return use.of(snapshots.next());
      } catch (SnapshotException | DatasetException e) {
        if (!snapshots.hasNext()) {
          throw new CommandFailure(ExitCode.WRONG_USAGE, e.getMessage(), e);
        }
        console.note(e.getMessage() + "; trying the one before it");
      }
    }
  }
}
