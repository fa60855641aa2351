package io.progan.metrics.registry;

import io.progan.metrics.kid.KernelDistance;
import io.progan.metrics.kid.KidOptions;
import io.progan.metrics.vectors.VectorSet;
import java.util.List;
import java.util.Map;

/**
 * The kernel Inception distance as a metric, times 1000, with its deviation over the subsets. Every
 * set is compared in the same subsets.
 */
public final class KidMetric extends VectorMetric {
  private static final double SCALE = 1000;

  private final KidOptions options;
  private final RepeatableDraws draws;

  /**
   * @param draws where subsets come from; not used up
   */
  public KidMetric(KidOptions options, RepeatableDraws draws) {
    this.options = options;
    this.draws = draws;
  }

  @Override
  public MetricKind kind() {
    return MetricKind.KID;
  }

  @Override
  public List<Column> columns() {
    return List.of(Column.of("KIDx1e3_mean", 14), Column.of("KIDx1e3_std", 13));
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("subsets", options.subsets(), "subsetSize", options.subsetSize());
  }

  @Override
  double[] ofItself() {
    return new double[] {0, 0};
  }

  @Override
  double[] compare(VectorSet reals, VectorSet others) {
    KernelDistance distance = KernelDistance.between(reals, others, options, draws.copy());
    return new double[] {SCALE * distance.mean(), SCALE * distance.deviation()};
  }
}
