package io.progan.app.metrics;

import io.progan.metrics.registry.Metric;
import io.progan.metrics.registry.MetricKind;

/**
 * A metric that is to be computed.
 *
 * @param metric closed by whoever made the job
 * @param conditions that its values will carry
 */
record MetricJob(Metric metric, MetricConditions conditions) {

  MetricKind kind() {
    return metric.kind();
  }

  /** How many reals it looks at. */
  int realImages() {
    return conditions.realImages();
  }

  /** How many images of each other set it looks at. */
  int images() {
    return conditions.images();
  }
}
