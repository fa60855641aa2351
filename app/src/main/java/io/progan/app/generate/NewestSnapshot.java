package io.progan.app.generate;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.HumanFormat;
import io.progan.app.metrics.MetricNames;
import io.progan.app.mixin.NetworkChoice;
import io.progan.app.ranking.MetricRanking;
import io.progan.app.ranking.RankedSnapshot;
import io.progan.core.snapshot.RunFinder;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.SnapshotException;
import io.progan.dataset.DatasetException;
import io.progan.metrics.registry.MetricSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The newest snapshot, or the best, of those that a user names, that is not damaged.
 *
 * @param candidates the newest or the best first; at least one
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

  /** Those that a user names: one file, or all of a run, the newest or the best first. */
  public static NewestSnapshot of(NetworkChoice choice, Console console) throws IOException {
    RunFinder runs = new RunFinder(choice.results());
    List<Path> snapshots = runs.snapshots(choice.target());
    Optional<String> metric = choice.best();
    return new NewestSnapshot(
        metric.isPresent() ? best(choice.target(), metric.get(), snapshots) : snapshots, console);
  }

  private static List<Path> best(String target, String metric, List<Path> snapshots)
      throws IOException {
    MetricSpec spec = MetricNames.specs("--best", List.of(metric)).get(0);
    if (snapshots.get(0).equals(Path.of(target))) {
      throw CommandFailure.wrongUsage(
          "--best %s: %s is one snapshot; name its run".formatted(metric, target));
    }
    RunFolder run = new RunFolder(snapshots.get(0).toAbsolutePath().getParent());
    List<Path> all = new ArrayList<>(snapshots);
    all.addAll(run.abandonedSnapshots());
    List<Path> ranked =
        new MetricRanking(run).ranked(spec, all).stream().map(RankedSnapshot::file).toList();
    if (ranked.isEmpty()) {
      throw CommandFailure.wrongUsage(
          "--best %s: nothing of %s has been measured; 'progan metrics %s %s' does"
              .formatted(metric, run.path(), metric, HumanFormat.shellWord(run.path())));
    }
    return ranked;
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
