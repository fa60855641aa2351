package io.progan.metrics.registry;

import io.progan.metrics.fid.FeatureAccumulator;
import io.progan.metrics.fid.FeatureStatistics;
import io.progan.metrics.fid.FrechetDistance;
import io.progan.metrics.registry.MetricSpec.About;
import io.progan.metrics.registry.MetricSpec.Input;
import io.progan.metrics.registry.MetricSpec.Needs;
import io.progan.metrics.registry.MetricSpec.Ranking;
import io.progan.metrics.registry.MetricSpec.Setup;
import io.progan.metrics.registry.MetricSpec.Trait;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The Frechet distance as a metric. It keeps mean and covariance of the reals, {@code 8 features^2}
 * bytes (34 MB for 2048 features), and a factor of the same size.
 */
final class FidMetric implements Metric {
  static final MetricSpec SPEC =
      new MetricSpec(
          "fid",
          new About(
              "FID",
              List.of(
                  "Frechet Inception distance: how far the features of generated images lie from"
                      + " those of reals; smaller is better.",
                  "Papers quote 10000 or 50000 images; only numbers of equal counts and networks"
                      + " compare."),
              List.of(
                  "latest --num-images 10000 --inception inception.onnx",
                  "--fakes features-a.npy --reals features-b.npy")),
          new Needs(Input.FEATURES, 50000, 2, Set.of(Trait.NEEDS_REALS)),
          Ranking.byLowest("FID"),
          List.of(),
          options -> FidMetric::new);

  private static final String MEAN = "mean";
  private static final String COVARIANCE = "covariance";
  private static final String COUNT = "count";

  private final Setup setup;
  private FeatureStatistics reals;
  private FrechetDistance distance;

  private FidMetric(Setup setup) {
    this.setup = setup;
  }

  @Override
  public List<Column> columns() {
    return List.of(new Column("FID", 10));
  }

  /** About fewer images than features. */
  @Override
  public Optional<String> warning() {
    return FeatureStatistics.warning(setup.counts().fewest(), setup.features());
  }

  @Override
  public Pass reals() {
    return new FidPass(
        statistics -> {
          use(statistics);
          return 0;
        });
  }

  private void use(FeatureStatistics statistics) {
    reals = statistics;
    distance = new FrechetDistance(statistics);
  }

  @Override
  public Pass compare() {
    if (distance == null) {
      throw new IllegalStateException("FID has no reals to compare with");
    }
    return new FidPass(statistics -> distance.to(statistics).value());
  }

  @Override
  public Optional<SavedReals> save() {
    return Optional.ofNullable(reals)
        .map(
            statistics ->
                new SavedReals(
                    new double[] {0},
                    Map.of(
                        COUNT, new double[] {statistics.count()},
                        MEAN, statistics.mean(),
                        COVARIANCE, statistics.covariance()),
                    Map.of()));
  }

  @Override
  public void restore(SavedReals saved) {
    double[] count = saved.array(COUNT);
    use(
        new FeatureStatistics(
            count.length == 1 ? (long) count[0] : 0, saved.array(MEAN), saved.array(COVARIANCE)));
  }

  /** Collects statistics and makes a value of them. */
  private static final class FidPass implements Pass {
    private final ToDoubleFunction<FeatureStatistics> value;
    private FeatureAccumulator accumulator;

    FidPass(ToDoubleFunction<FeatureStatistics> value) {
      this.value = value;
    }

    @Override
    public void add(MetricInput input) {
      float[] features = input.needFeatures(SPEC.title());
      if (accumulator == null) {
        accumulator = new FeatureAccumulator(features.length / input.count());
      }
      accumulator.add(features);
    }

    @Override
    public double[] finish() {
      if (accumulator == null) {
        throw new IllegalArgumentException("FID needs at least 2 images, got none");
      }
      FeatureStatistics statistics = accumulator.statistics();
      close();
      return new double[] {value.applyAsDouble(statistics)};
    }

    @Override
    public void close() {
      if (accumulator != null) {
        accumulator.close();
        accumulator = null;
      }
    }
  }
}
