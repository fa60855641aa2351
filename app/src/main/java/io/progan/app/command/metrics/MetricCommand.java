package io.progan.app.command.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.StopSignal;
import io.progan.app.metrics.MetricSettings;
import io.progan.app.metrics.MetricsRequest;
import io.progan.app.metrics.NetworkFile;
import io.progan.app.metrics.RunMetrics;
import io.progan.app.metrics.RunReals;
import io.progan.app.metrics.SampleSets;
import io.progan.app.metrics.SetComparison;
import io.progan.app.metrics.TableReport;
import io.progan.app.mixin.GlobalOptions;
import io.progan.metrics.registry.MetricKind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that computes metrics of the table. */
abstract class MetricCommand implements Callable<Integer> {

  private final Console console;
  private final StopSignal stop;
  private final GlobalOptions global;

  @Mixin private final MetricOptions options = new MetricOptions();

  MetricCommand(Console console, StopSignal stop, GlobalOptions global) {
    this.console = console;
    this.stop = stop;
    this.global = global;
  }

  /** The metrics that are wanted. */
  abstract List<MetricKind> kinds();

  /** Their constants; {@link IllegalArgumentException} names an option that is wrong. */
  MetricSettings settings() {
    return MetricSettings.defaults();
  }

  /** The feature network, if one was named. */
  Optional<NetworkFile> network() {
    return Optional.empty();
  }

  final Console console() {
    return console;
  }

  @Override
  public Integer call() throws IOException {
    options.check();
    MetricsRequest request = request();
    global.backend().prepare();
    TableReport report = new TableReport(console, options.json());
    if (options.out().isPresent()) {
      Files.createDirectories(options.out().get());
    }
    if (options.fakes() != null) {
      SampleSets sets = options.pictures().sets(console, stop);
      new SetComparison(request, sets, options.cached(), console, report)
          .run(options.fakes(), options.reals(), options.out());
    } else {
      RunReals reals = options.place().reals(console, stop);
      RunMetrics.Options how =
          new RunMetrics.Options(options.force(), options.cached(), options.out(), stop::requested);
      new RunMetrics(request, how, reals, console, report)
          .run(options.place().snapshots(options.target()));
    }
    report.end();
    return ExitCode.DONE;
  }

  private MetricsRequest request() {
    try {
      return new MetricsRequest(
          kinds(), settings(), options.numImages(), options.minibatch(), options.seed(), network());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUsage(e.getMessage());
    }
  }
}
