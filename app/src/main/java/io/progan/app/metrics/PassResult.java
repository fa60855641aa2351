package io.progan.app.metrics;

import io.progan.metrics.registry.MetricKind;
import java.util.Map;

/**
 * What one set of images gave.
 *
 * @param values of each metric, one a column
 * @param seconds that it took in all
 */
record PassResult(Map<MetricKind, double[]> values, double seconds) {

  /** Of a set that was not looked at. */
  static final PassResult NOTHING = new PassResult(Map.of(), 0);
}
