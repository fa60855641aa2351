package io.progan.app.command.metrics;

import io.progan.app.metrics.MetricNames;
import io.progan.metrics.registry.MetricSpec;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** An option that chooses among all metrics. */
final class ChosenMetrics {

  private static final String NAME = "--only";

  @Option(
      names = NAME,
      paramLabel = "NAME",
      split = ",",
      description = "Only these metrics; several with commas, such as swd,msssim (default: all).")
  private List<String> names = new ArrayList<>();

  /** The metrics that were chosen; none for all. */
  List<MetricSpec> specs() {
    return MetricNames.specs(NAME, names);
  }
}
