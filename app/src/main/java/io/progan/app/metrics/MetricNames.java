package io.progan.app.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.metrics.registry.MetricSpec;
import io.progan.metrics.registry.Metrics;
import io.progan.presets.config.Nearest;
import java.util.List;

/** Metrics by the names that users write. */
public final class MetricNames {

  private MetricNames() {}

  /**
   * The metrics of some names, in the order of tables, each once.
   *
   * @param option that gave the names
   * @throws CommandFailure in one line, if there is no metric of a name
   */
  public static List<MetricSpec> specs(String option, List<String> names) {
    List<String> known = Metrics.ALL.stream().map(MetricSpec::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        String suggestion =
            Nearest.to(name, known).map(nearest -> "did you mean " + nearest + "? ").orElse("");
        throw CommandFailure.wrongUsage(
            "%s: no metric is called '%s'; %sthere are %s"
                .formatted(option, name, suggestion, String.join(", ", known)));
      }
    }
    return Metrics.ALL.stream().filter(spec -> names.contains(spec.name())).toList();
  }
}
