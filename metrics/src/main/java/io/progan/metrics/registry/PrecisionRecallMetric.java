package io.progan.metrics.registry;

import io.progan.metrics.precision.PrecisionRecall;
import io.progan.metrics.vectors.VectorSet;
import java.util.List;
import java.util.Map;

/** Precision and recall as a metric. */
public final class PrecisionRecallMetric extends VectorMetric {
  private final int neighbors;

  /**
   * @param neighbors which nearest neighbour bounds the balls, k
   */
  public PrecisionRecallMetric(int neighbors) {
    if (neighbors < 1) {
      throw new IllegalArgumentException("precision and recall need k >= 1, not " + neighbors);
    }
    this.neighbors = neighbors;
  }

  @Override
  public MetricKind kind() {
    return MetricKind.PR;
  }

  @Override
  public List<Column> columns() {
    return List.of(Column.of("Precision", 11), Column.of("Recall", 10));
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("neighbors", neighbors);
  }

  @Override
  double[] ofItself() {
    return new double[] {1, 1};
  }

  @Override
  double[] compare(VectorSet reals, VectorSet others) {
    PrecisionRecall result = PrecisionRecall.between(reals, others, neighbors);
    return new double[] {result.precision(), result.recall()};
  }
}
