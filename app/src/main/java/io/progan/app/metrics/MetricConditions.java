package io.progan.app.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.progan.metrics.feature.FeatureNetwork;
import io.progan.metrics.feature.NetworkNames;
import io.progan.metrics.registry.MetricSpec;
import io.progan.metrics.registry.MetricSpec.Counts;
import io.progan.metrics.registry.MetricSpec.Input;
import java.util.Map;
import java.util.Optional;
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

  /**
   * Of a metric that is about to be computed.
   *
   * @param given settings, to which those of the network come
   * @param reals what identifies the reals; null without reals
   * @param network the feature network that it uses; null for none
   */
  static MetricConditions of(
      MetricSpec spec,
      Counts counts,
      Map<String, Object> given,
      String reals,
      FeatureNetwork network) {
    Map<String, Object> settings = new TreeMap<>(given);
    if (network != null) {
      settings.putAll(networkUse(spec, network));
    }
    return new MetricConditions(
        spec.name(),
        counts.images(),
        counts.realImages(),
        settings,
        reals,
        network == null ? null : network.fingerprint());
  }

  /**
   * The input and the output that a metric uses, and whether classes keep their bias: otherwise the
   * values would be others.
   */
  private static Map<String, Object> networkUse(MetricSpec spec, FeatureNetwork network) {
    Map<String, Object> used = new TreeMap<>();
    NetworkNames names = network.names();
    names.input().ifPresent(name -> used.put("networkInput", name));
    boolean classes = spec.needs().input() == Input.PROBABILITIES;
    Optional<String> output = classes ? names.classes() : names.features();
    output.ifPresent(name -> used.put("networkOutput", name));
    if (classes) {
      used.put("classBias", network.classBias());
    }
    return used;
  }

  /** The same of another metric. */
  MetricConditions withMetric(String other) {
    return new MetricConditions(other, images, realImages, settings, reals, network);
  }
}
