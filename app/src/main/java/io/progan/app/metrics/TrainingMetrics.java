package io.progan.app.metrics;

import io.progan.app.console.Console;
import io.progan.app.console.ErrorLine;
import io.progan.app.console.HumanFormat;
import io.progan.app.console.StopSignal;
import io.progan.app.run.RunExtension;
import io.progan.core.device.NativeHeap;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.training.TrainingListener;
import io.progan.core.training.TrainingPosition;
import io.progan.metrics.registry.Metric.Column;
import io.progan.metrics.registry.MetricSpec;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Measures snapshots as a training saves them. It works on the saved file with random numbers of
 * its own, so the training goes on as if nothing had been measured. What goes wrong is said, and
 * the training goes on.
 */
public final class TrainingMetrics implements RunExtension {

  private final Wish wish;
  private final RunReals reals;
  private final Console console;
  private final StopSignal stop;

  /**
   * What the user wants to be measured.
   *
   * @param intervals the metrics, and how often
   * @param request of all these metrics
   * @param options that said so, without their dashes
   */
  public record Wish(
      List<MetricInterval> intervals, MetricsRequest request, Map<String, String> options) {

    /** Copies the collections. */
    public Wish {
      intervals = List.copyOf(intervals);
      options = Map.copyOf(options);
    }
  }

  /**
   * Checks that the feature network can be used if one is needed.
   *
   * @param reals finds the dataset
   * @param stop ends a measurement early
   * @throws io.progan.app.console.CommandFailure if a feature network is needed and none was named
   * @throws IOException if it cannot be used
   */
  public TrainingMetrics(Wish wish, RunReals reals, Console console, StopSignal stop)
      throws IOException {
    this.wish = wish;
    this.reals = reals;
    this.console = console;
    this.stop = stop;
    wish.request().tryNetwork();
  }

  @Override
  public Map<String, String> kept() {
    return wish.options();
  }

  @Override
  public TrainingListener listener(RunFolder folder, RunConfig config) {
    int ticks = config.train().networkSnapshotTicks();
    return new TrainingListener() {
      @Override
      public void snapshotSaved(Path snapshot, TrainingPosition position) {
        int number = (position.progress().tick() + ticks - 1) / ticks;
        measure(number, snapshot);
      }
    };
  }

  private void measure(int number, Path snapshot) {
    List<MetricSpec> due =
        wish.intervals().stream().filter(i -> i.due(number)).map(MetricInterval::spec).toList();
    if (due.isEmpty()) {
      return;
    }
    RunMetrics.Options options =
        new RunMetrics.Options(false, true, Optional.empty(), stop::requested);
    try {
      for (MetricsRequest part : wish.request().of(due).parts()) {
        new RunMetrics(part, options, reals, console, new Lines(console)).run(List.of(snapshot));
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      console.note("metrics of " + snapshot + ": " + ErrorLine.of(e).text());
    } finally {
      NativeHeap.trim(); // up to a gigabyte of projections, which the training does not need
    }
  }

  /** Shows the results of networks in one line each, among the lines of the training. */
  private record Lines(Console console) implements MetricsReport {

    @Override
    public void begin(List<Column> columns, String network) {}

    @Override
    public void row(List<MetricResult> results) {
      for (MetricResult result : results) {
        if (result.snapshot() != null) {
          console.say(
              "metrics kimg %s  %s  time %s"
                  .formatted(
                      HumanFormat.number(result.snapshot().kimg()),
                      values(result.values()),
                      HumanFormat.duration(result.seconds())));
        }
      }
    }

    private static String values(Map<String, Double> values) {
      return values.entrySet().stream()
          .map(e -> String.format(Locale.ROOT, "%s %.4f", e.getKey(), e.getValue()))
          .collect(Collectors.joining("  "));
    }
  }
}
