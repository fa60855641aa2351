package io.progan.app.runs;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.app.console.ExitCode;
import io.progan.app.console.HumanFormat;
import io.progan.app.ranking.MetricRanking;
import io.progan.app.ranking.RankedSnapshot;
import io.progan.core.snapshot.JsonLines;
import io.progan.core.snapshot.Rollback;
import io.progan.core.snapshot.RollbackLog;
import io.progan.core.snapshot.RunDescription;
import io.progan.core.snapshot.RunEnd;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.RunLock;
import io.progan.core.snapshot.TickStatistics;
import io.progan.metrics.registry.MetricSpec;
import io.progan.metrics.registry.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything there is to say about a run, from its folder.
 *
 * @param folder the run's folder
 * @param state what has become of it
 * @param process that trains it, {@code process 4711}; empty unless running
 * @param reason why it ended early, in one line; empty if it did not say so
 * @param description its configuration; empty if there is none that can be read
 * @param ticks all that have ended
 * @param timeLeft empty before the first tick, and when nothing is left
 * @param metrics the newest result of each metric
 * @param snapshots the newest first
 * @param rollbacks all, the oldest first
 * @param best the best of them by each metric that has been measured
 */
public record RunSummary(
    RunFolder folder,
    RunState state,
    Optional<String> process,
    Optional<String> reason,
    Optional<RunDescription> description,
    List<TickStatistics> ticks,
    Optional<TimeLeft> timeLeft,
    List<JsonNode> metrics,
    List<Path> snapshots,
    List<Rollback> rollbacks,
    Map<MetricSpec, RankedSnapshot> best) {

  /**
   * Looks at a run.
   *
   * @throws IOException if the folder cannot be read
   */
  public static RunSummary of(RunFolder folder) throws IOException {
    Optional<String> process = RunLock.holder(folder);
    Optional<RunEnd> end = RunEnd.read(folder);
    boolean done = Files.exists(folder.done());
    RunState state =
        process.isPresent() ? RunState.RUNNING : ended(done, Files.exists(folder.lock()), end);
    Optional<RunDescription> description = description(folder);
    List<TickStatistics> ticks = JsonLines.ticks(folder);
    return new RunSummary(
        folder,
        state,
        process,
        state == RunState.STOPPED || state == RunState.DIVERGED
            ? end.map(RunEnd::reason)
            : Optional.empty(),
        description,
        ticks,
        state == RunState.DONE ? Optional.empty() : timeLeft(description, ticks),
        LastMetrics.of(folder),
        folder.snapshots(),
        new RollbackLog(folder).all(),
        best(folder));
  }

  private static Map<MetricSpec, RankedSnapshot> best(RunFolder folder) throws IOException {
    List<Path> snapshots = new ArrayList<>(folder.snapshots());
    snapshots.addAll(folder.abandonedSnapshots());
    Map<MetricSpec, RankedSnapshot> best = new LinkedHashMap<>();
    for (MetricSpec spec : Metrics.ALL) {
      new MetricRanking(folder)
          .ranked(spec, snapshots).stream().findFirst().ifPresent(first -> best.put(spec, first));
    }
    return best;
  }

  /** A run without a note of its end was killed, if its process ever had the lock. */
  private static RunState ended(boolean done, boolean locked, Optional<RunEnd> end) {
    if (done) {
      return RunState.DONE;
    }
    if (end.isEmpty()) {
      return locked ? RunState.CRASHED : RunState.STOPPED;
    }
    return end.get().exitCode() == ExitCode.DIVERGED ? RunState.DIVERGED : RunState.STOPPED;
  }

  private static Optional<RunDescription> description(RunFolder folder) {
    try {
      return Optional.of(RunDescription.read(folder));
    } catch (IOException e) {
      return Optional.empty(); // a run that has not begun, or a folder of something else
    }
  }

  private static Optional<TimeLeft> timeLeft(
      Optional<RunDescription> description, List<TickStatistics> ticks) {
    return description.flatMap(run -> TimeLeft.of(run.config(), run.datasetShape(), ticks));
  }

  /** The last tick. */
  public Optional<TickStatistics> last() {
    return ticks.isEmpty() ? Optional.empty() : Optional.of(ticks.get(ticks.size() - 1));
  }

  /** Thousands of images shown when the last tick ended. */
  public double kimg() {
    return last().map(TickStatistics::kimg).orElse(0.0);
  }

  /** Thousands of images to show; empty if not known. */
  public Optional<Double> totalKimg() {
    return description.map(run -> run.config().train().totalKimg());
  }

  /** The command that goes on with the run; empty for one that is running or done. */
  public Optional<String> resumeCommand() {
    boolean over = state == RunState.RUNNING || state == RunState.DONE;
    return over
        ? Optional.empty()
        : Optional.of("progan train --resume " + HumanFormat.shellWord(folder.path()));
  }
}
