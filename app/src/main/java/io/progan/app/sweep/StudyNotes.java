package io.progan.app.sweep;

import io.progan.app.console.HumanFormat;
import io.progan.metrics.registry.MetricSpec;
import io.progan.metrics.registry.MetricSpec.Ranking;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What stands beneath the table: runs that are missing in it, and what its numbers are. */
final class StudyNotes {

  private StudyNotes() {}

  /** {@code 12.3456 ± 0.1234}. */
  static String words(StudyTable.Cell cell, String plusMinus) {
    String mean = number(cell.mean());
    return cell.deviation().isEmpty()
        ? mean
        : mean + plusMinus + number(cell.deviation().getAsDouble());
  }

  /** As many digits after the point as {@code progan metrics} shows. */
  private static String number(double value) {
    return Double.isNaN(value) ? "nan" : String.format(Locale.ROOT, "%.4f", value);
  }

  /** The runs that failed or diverged, a line each, and how many are not complete. */
  static List<String> missing(Ledger ledger) {
    List<String> lines = new ArrayList<>();
    long waiting = 0;
    for (SweepRun run : ledger.runs()) {
      SweepState state = ledger.state(run);
      if (state == SweepState.FAILED || state == SweepState.DIVERGED) {
        String why = ledger.reason(run).map(reason -> ": " + reason).orElse("");
        lines.add(
            "%s, seed %d, %s (%s)%s"
                .formatted(run.variant().label(), run.seed(), state, run.name(), why));
      } else if (state != SweepState.DONE) {
        waiting++;
      }
    }
    if (waiting > 0) {
      lines.add(
          "%d of %s not complete yet"
              .formatted(waiting, HumanFormat.count(ledger.runs().size(), "run")));
    }
    return lines;
  }

  /** What the numbers are, in sentences. */
  static List<String> about(SweepPlan plan) {
    String metrics =
        plan.metrics().stream()
            .map(
                spec ->
                    "%s of %s, %s"
                        .formatted(
                            spec.title(),
                            HumanFormat.count(plan.images(spec), "image"),
                            side(spec)))
            .collect(Collectors.joining("; "));
    String seeds =
        plan.seeds() == 1
            ? "One run of each variant."
            : "Mean and sample standard deviation of %d runs of each variant, those that are complete."
                .formatted(plan.seeds());
    return List.of(seeds, "Final networks: " + metrics + ".");
  }

  private static String side(MetricSpec spec) {
    Ranking ranking = spec.ranking();
    String side = (ranking.lowest() ? "smaller" : "larger") + " is better";
    return ranking.opposite().isEmpty()
        ? side
        : "%s, but for %s"
            .formatted(
                side, ranking.opposite().stream().sorted().collect(Collectors.joining(", ")));
  }
}
