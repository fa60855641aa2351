package io.progan.metrics.registry;

import io.progan.dataset.numpy.RandomState;
import io.progan.metrics.kid.KernelDistance;
import io.progan.metrics.kid.KidOptions;
import io.progan.metrics.registry.MetricSpec.About;
import io.progan.metrics.registry.MetricSpec.Input;
import io.progan.metrics.registry.MetricSpec.Needs;
import io.progan.metrics.registry.MetricSpec.Option;
import io.progan.metrics.registry.MetricSpec.Ranking;
import io.progan.metrics.registry.MetricSpec.Setup;
import io.progan.metrics.registry.MetricSpec.Trait;
import io.progan.metrics.vectors.VectorSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The kernel Inception distance as a metric, times 1000, with its deviation over the subsets. Every
 * set is compared in the same subsets.
 */
final class KidMetric extends VectorMetric {
  private static final double SCALE = 1000;

  private static final Option SUBSETS = new Option("--subsets", "N", 100, "Random subsets");
  private static final Option SUBSET_SIZE =
      new Option("--subset-size", "N", 1000, "Images of each subset, at most all");

  static final MetricSpec SPEC =
      new MetricSpec(
          "kid",
          new About(
              "KID",
              List.of(
                  "Kernel Inception distance, times 1000: the discrepancy of the features of"
                      + " generated images and reals, unbiased for any number of images; smaller is"
                      + " better, about 0 for equal distributions. With its deviation over random"
                      + " subsets."),
              List.of(
                  "latest --inception inception.onnx",
                  "--fakes features-a.npy --reals features-b.npy")),
          new Needs(
              Input.FEATURES, 10000, 2, Set.of(Trait.NEEDS_REALS, Trait.NEEDS_DISTINCT_REALS)),
          Ranking.byLowest("KIDx1e3_mean").without("KIDx1e3_std"),
          List.of(SUBSETS, SUBSET_SIZE),
          KidMetric::with);

  private final KidOptions options;
  private final long seed;

  private KidMetric(KidOptions options, long seed) {
    super(SPEC.title());
    this.options = options;
    this.seed = seed;
  }

  private static Function<Setup, Metric> with(Map<String, Integer> given) {
    KidOptions options = new KidOptions(SUBSETS.in(given), SUBSET_SIZE.in(given));
    return setup -> new KidMetric(options, setup.seed());
  }

  @Override
  public List<Column> columns() {
    return List.of(new Column("KIDx1e3_mean", 14), new Column("KIDx1e3_std", 13));
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("subsets", options.subsets(), "subsetSize", options.subsetSize(), "seed", seed);
  }

  @Override
  double[] ofItself() {
    return new double[] {0, 0};
  }

  @Override
  double[] compare(VectorSet reals, VectorSet others) {
    KernelDistance distance = KernelDistance.between(reals, others, options, new RandomState(seed));
    return new double[] {SCALE * distance.mean(), SCALE * distance.deviation()};
  }
}
