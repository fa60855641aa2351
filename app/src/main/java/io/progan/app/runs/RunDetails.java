package io.progan.app.runs;

import io.progan.app.console.HumanFormat;
import io.progan.app.ranking.RankedSnapshot;
import io.progan.core.snapshot.Rollback;
import io.progan.core.snapshot.TickStatistics;
import io.progan.metrics.registry.MetricSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** One run in full, for people. */
public final class RunDetails {

  private static final int SNAPSHOTS = 5;
  private static final int ROLLBACKS = 5;

  private final StringBuilder text = new StringBuilder();

  private RunDetails() {}

  /** What is known of a run; lines end with {@code \n}. */
  public static String of(RunSummary run) {
    RunDetails details = new RunDetails();
    details.line("run", run.folder().path());
    String process = run.process().map(who -> ", " + who).orElse("");
    String reason = run.reason().map(why -> ": " + why).orElse("");
    details.line("state", run.state() + process + reason);
    details.progress(run);
    run.last().ifPresent(details::tick);
    run.timeLeft().ifPresent(details::timeLeft);
    run.metrics().forEach(result -> details.line("metric", LastMetrics.line(result)));
    details.snapshots(run.snapshots());
    run.best().forEach(details::best);
    details.rollbacks(run.rollbacks());
    run.resumeCommand().ifPresent(command -> details.line("to go on", command));
    return details.text.toString();
  }

  private void progress(RunSummary run) {
    String total = run.totalKimg().map(kimg -> " of " + HumanFormat.number(kimg)).orElse("");
    line("kimg", RunTable.number(run.kimg(), 1) + total);
  }

  private void tick(TickStatistics tick) {
    line(
        "stage",
        "%dx%d, lod %s, minibatch %d"
            .formatted(
                tick.resolution(),
                tick.resolution(),
                RunTable.number(tick.lod(), 2),
                tick.minibatch()));
    line("speed", RunTable.number(tick.secondsPerKimg(), 2) + " sec/kimg");
    line("time", HumanFormat.duration(tick.totalSeconds()));
    line(
        "losses",
        String.format(
            Locale.ROOT,
            "G %s, D %s, gradient norms G %s, D %s, skipped updates %d",
            loss(tick.generatorLoss()),
            loss(tick.discriminatorLoss()),
            loss(tick.generatorWeightGradientNorm()),
            loss(tick.discriminatorWeightGradientNorm()),
            tick.skippedUpdates()));
    line(
        "memory",
        "heap %s, beside it %s"
            .formatted(
                HumanFormat.bytes(tick.heapBytes()), HumanFormat.bytes(tick.offHeapBytes())));
  }

  private static String loss(Double value) {
    return value == null ? "none" : RunTable.number(value, 3);
  }

  private void timeLeft(TimeLeft left) {
    line("time left", "about " + HumanFormat.duration(left.seconds()));
    for (TimeLeft.StageTime stage : left.stages()) {
      line(
          "",
          "%dx%d %s: %s kimg at %s sec/kimg%s, %s"
              .formatted(
                  stage.stage().resolution(),
                  stage.stage().resolution(),
                  stage.stage().fading() ? "fading" : "stable",
                  RunTable.number(stage.kimg(), 1),
                  RunTable.number(stage.secondsPerKimg(), 2),
                  stage.measured() ? "" : " (estimated)",
                  HumanFormat.duration(stage.seconds())));
    }
  }

  private void snapshots(List<Path> snapshots) {
    String names =
        snapshots.stream()
            .limit(SNAPSHOTS)
            .map(file -> file.getFileName().toString())
            .reduce((a, b) -> a + ", " + b)
            .orElse("none");
    int more = snapshots.size() - SNAPSHOTS;
    line("snapshots", names + (more > 0 ? " and " + more + " more" : ""));
  }

  private void rollbacks(List<Rollback> rollbacks) {
    int unseen = Math.max(0, rollbacks.size() - ROLLBACKS);
    for (Rollback rollback : rollbacks.subList(unseen, rollbacks.size())) {
      line("rollback", rollback.rollback() + ": " + rollback.words());
    }
  }

  private void best(MetricSpec metric, RankedSnapshot best) {
    line(
        "best",
        "%s: %s, %s %s"
            .formatted(
                metric,
                best.file().getFileName(),
                metric.ranking().main(),
                RunTable.number(best.value(), 4)));
  }

  private void line(String name, Object value) {
    text.append(String.format(Locale.ROOT, "%-11s%s", name, value).stripTrailing()).append('\n');
  }
}
