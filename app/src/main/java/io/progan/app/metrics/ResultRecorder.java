package io.progan.app.metrics;

import io.progan.metrics.registry.Column;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes results of what sets of images gave, keeps them and shows them.
 *
 * @param session the metrics
 * @param folder keeps the results
 * @param report shows the results
 */
record ResultRecorder(MetricSession session, MetricFolder folder, MetricsReport report) {

  /**
   * Keeps and shows a row.
   *
   * @param pass new values; what is not among them is shown as it was kept before
   * @param row what the values are of
   */
  void record(PassResult pass, MetricRow row) throws IOException {
    List<MetricResult> results = new ArrayList<>();
    for (MetricJob job : session.jobs()) {
      Optional<MetricResult> old = folder.find(job.conditions(), row);
      double[] values = pass.values().get(job.kind());
      if (values != null) {
        MetricResult result = result(job, values, pass.seconds(), row);
        // The reals are computed with every new network: the same again is no news.
        if (!row.ofReals() || old.isEmpty() || !old.get().values().equals(result.values())) {
          folder.add(result);
        }
        results.add(result);
      } else {
        old.ifPresent(results::add);
      }
      folder.writeTable(job.conditions(), job.metric().columns());
    }
    report.row(results);
  }

  private static MetricResult result(
      MetricJob job, double[] values, double seconds, MetricRow row) {
    return new MetricResult(
        job.kind().id(),
        row.title(),
        row.snapshot(),
        row.path(),
        named(job.metric().columns(), values),
        seconds,
        job.conditions(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static Map<String, Double> named(List<Column> columns, double[] values) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      named.put(columns.get(i).name(), Double.isFinite(values[i]) ? values[i] : null);
    }
    return named;
  }
}
