package io.progan.app.metrics;

import io.progan.app.console.Console;
import io.progan.app.console.HumanFormat;
import io.progan.metrics.registry.Column;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shows the results of networks in one line each, among the lines of a training.
 *
 * @param console where to
 */
record LineReport(Console console) implements MetricsReport {

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
