package io.progan.app.metrics;

import io.progan.metrics.registry.Metric.Column;
import java.util.List;

/** Shows results as they come. */
public interface MetricsReport {

  /**
   * Begins.
   *
   * @param columns of all metrics
   * @param network the feature network in a line; null without one
   */
  void begin(List<Column> columns, String network);

  /** Shows the results of all metrics for one set of images; nothing if there are none. */
  void row(List<MetricResult> results);
}
