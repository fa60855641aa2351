package io.progan.metrics.registry;

import java.util.List;
import java.util.Optional;

/** All metrics. */
public final class Metrics {

  /** In the order of tables and help. */
  public static final List<MetricSpec> ALL =
      List.of(
          SwdMetric.SPEC,
          MsSsimMetric.SPEC,
          FidMetric.SPEC,
          InceptionMetric.SPEC,
          KidMetric.SPEC,
          PrecisionRecallMetric.SPEC,
          ModesMetric.SPEC);

  private Metrics() {}

  /** The metric of that {@link MetricSpec#name}. */
  public static Optional<MetricSpec> named(String name) {
    return ALL.stream().filter(spec -> spec.name().equals(name)).findFirst();
  }
}
