package io.progan.metrics.registry;

import io.progan.metrics.precision.PrecisionRecall;
import io.progan.metrics.registry.MetricSpec.About;
import io.progan.metrics.registry.MetricSpec.Input;
import io.progan.metrics.registry.MetricSpec.Needs;
import io.progan.metrics.registry.MetricSpec.Option;
import io.progan.metrics.registry.MetricSpec.Ranking;
import io.progan.metrics.registry.MetricSpec.Trait;
import io.progan.metrics.vectors.VectorSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Precision and recall as a metric. */
final class PrecisionRecallMetric extends VectorMetric {
  private static final Option NEIGHBORS =
      new Option(
          "--neighbors",
          "K",
          PrecisionRecall.DEFAULT_NEIGHBORS,
          "An image is covered within the distance of another one to its Kth nearest neighbour");

  static final MetricSpec SPEC =
      new MetricSpec(
          "pr",
          new About(
              "precision and recall",
              List.of(
                  "Precision and recall of features: the share of generated images that look like"
                      + " reals, and the share of reals that the generator can make; larger is"
                      + " better."),
              List.of(
                  "latest --inception inception.onnx",
                  "--fakes features-a.npy --reals features-b.npy")),
          new Needs(
              Input.FEATURES, 10000, 2, Set.of(Trait.NEEDS_REALS, Trait.NEEDS_DISTINCT_REALS)),
          Ranking.byHighest("Precision"),
          List.of(NEIGHBORS),
          options -> setup -> new PrecisionRecallMetric(NEIGHBORS.in(options)));

  private final int neighbors;

  private PrecisionRecallMetric(int neighbors) {
    super(SPEC.title());
    this.neighbors = neighbors;
  }

  @Override
  public List<Column> columns() {
    return List.of(new Column("Precision", 11), new Column("Recall", 10));
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
