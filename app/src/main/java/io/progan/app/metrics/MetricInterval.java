package io.progan.app.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.metrics.registry.MetricSpec;
import io.progan.metrics.registry.Metrics;
import java.util.stream.Collectors;

/**
 * How often a metric is computed during training.
 *
 * @param spec the metric
 * @param every after so many snapshots
 */
public record MetricInterval(MetricSpec spec, int every) {

  /**
   * Reads {@code swd@10}, or {@code swd} for every snapshot.
   *
   * @throws CommandFailure in one line, if it is written otherwise
   */
  public static MetricInterval parse(String text) {
    int at = text.indexOf('@');
    String every = at < 0 ? "1" : text.substring(at + 1);
    MetricSpec spec =
        Metrics.named(at < 0 ? text : text.substring(0, at)).orElseThrow(() -> wrong(text));
    if (!every.matches("0*[1-9]\\d{0,8}")) {
      throw wrong(text);
    }
    return new MetricInterval(spec, Integer.parseInt(every));
  }

  private static CommandFailure wrong(String text) {
    String names = Metrics.ALL.stream().map(MetricSpec::name).collect(Collectors.joining(", "));
    return CommandFailure.wrongUsage(
        "--metrics: '%s' must be a metric (%s), and @N for every Nth snapshot, such as swd@10"
            .formatted(text, names));
  }

  /**
   * Whether it is due.
   *
   * @param snapshot the number of the snapshot, from 1 on
   */
  boolean due(int snapshot) {
    return snapshot % every == 0;
  }
}
