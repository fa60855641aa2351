package io.progan.app.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that decides a value beside the images it is of: values of other conditions must not
 * be compared.
 *
 * @param metric its name
 * @param images how many of each set
 * @param realImages how many reals
 * @param settings constants and seeds by name
 * @param reals the checksum of the reals, their path if they have none, or null without reals
 * @param network the fingerprint of the feature network; null if none is used
 */
@JsonInclude(Include.NON_NULL)
record MetricConditions(
    String metric,
    int images,
    int realImages,
    Map<String, Object> settings,
    String reals,
    String network) {

  /**
   * Puts the settings into the order of their names; whole numbers are long, as JSON has one kind.
   */
  MetricConditions {
    settings = new TreeMap<>(settings);
    settings.replaceAll(
        (name, value) -> value instanceof Integer i ? (Object) i.longValue() : value);
  }

  /** The same of another metric. */
  MetricConditions withMetric(String other) {
    return new MetricConditions(other, images, realImages, settings, reals, network);
  }
}
