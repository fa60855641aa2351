package io.progan.app.sweep;

import io.progan.app.runs.RunSummary;
import io.progan.app.runs.TimeLeft;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.TickStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How long a study will still take: what runs says how long a run of its variant takes, others are
 * taken to be as long as those that are known.
 */
final class SweepTime {

  /** A run that is trained needs no second look. */
  private final Map<SweepRun, Double> trained = new HashMap<>();

  private final SweepPlan plan;
  private final StudyFolder folder;
  private final Ledger ledger;
  private final int jobs;

  SweepTime(SweepPlan plan, StudyFolder folder, Ledger ledger, int jobs) {
    this.plan = plan;
    this.folder = folder;
    this.ledger = ledger;
    this.jobs = jobs;
  }

  /** How far a study is. */
  record Progress(double kimg, double totalKimg, OptionalDouble secondsLeft) {}

  /**
   * Looks at all runs.
   *
   * @throws IOException if a folder cannot be read
   */
  Progress look() throws IOException {
    double kimg = 0;
    double totalKimg = 0;
    double left = 0;
    Map<String, List<Double>> durations = new HashMap<>();
    List<SweepRun> unknown = new ArrayList<>();
    for (SweepRun run : ledger.runs()) {
      double length = plan.config(run.variant()).train().totalKimg();
      SweepState state = ledger.state(run);
      totalKimg += length;
      if (state == SweepState.FAILED || state == SweepState.DIVERGED) {
        kimg += length;
      } else if (ledger.trained(run)) {
        kimg += length;
        note(durations, run, trainedSeconds(run) + measuringSeconds(run));
        left += state == SweepState.DONE ? 0 : measuring();
      } else {
        RunSummary summary = summary(run);
        kimg += Math.min(length, summary == null ? 0 : summary.kimg());
        if (summary == null || summary.timeLeft().isEmpty()) {
          unknown.add(run);
        } else {
          double ahead = summary.timeLeft().map(TimeLeft::seconds).orElse(0.0) + measuring();
          left += ahead;
          note(durations, run, seconds(summary) + ahead);
        }
      }
    }
    OptionalDouble others = others(unknown, durations);
    return new Progress(
        kimg,
        totalKimg,
        others.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of((left + others.getAsDouble()) / Math.max(1, jobs)));
  }

  private static void note(Map<String, List<Double>> durations, SweepRun run, double seconds) {
    durations.computeIfAbsent(run.variant().name(), v -> new ArrayList<>()).add(seconds);
  }

  /** Runs of which nothing is known: as their variant's, or else as the mean of all. */
  private static OptionalDouble others(
      List<SweepRun> unknown, Map<String, List<Double>> durations) {
    OptionalDouble all =
        durations.values().stream().flatMap(List::stream).mapToDouble(d -> d).average();
    if (all.isEmpty()) {
      return unknown.isEmpty() ? OptionalDouble.of(0) : OptionalDouble.empty();
    }
    double sum = 0;
    for (SweepRun run : unknown) {
      sum +=
          durations.getOrDefault(run.variant().name(), List.of()).stream()
              .mapToDouble(d -> d)
              .average()
              .orElse(all.getAsDouble());
    }
    return OptionalDouble.of(sum);
  }

  /** What a measurement usually takes; 0 before the first one. */
  private double measuring() {
    return ledger.runs().stream()
        .mapToDouble(this::measuringSeconds)
        .filter(seconds -> seconds > 0)
        .average()
        .orElse(0);
  }

  /** All metrics are computed in one pass, of which each tells the time. */
  private double measuringSeconds(SweepRun run) {
    return ledger.figures(run).stream().mapToDouble(Figures::seconds).max().orElse(0);
  }

  private double trainedSeconds(SweepRun run) throws IOException {
    if (!trained.containsKey(run)) {
      trained.put(run, seconds(RunSummary.of(folder.run(run))));
    }
    return trained.get(run);
  }

  private static double seconds(RunSummary run) {
    return run.last().map(TickStatistics::totalSeconds).orElse(0.0);
  }

  /** Null for a run that has not begun. */
  private RunSummary summary(SweepRun run) throws IOException {
    RunFolder at = folder.run(run);
    return Files.exists(at.config()) ? RunSummary.of(at) : null;
  }
}
