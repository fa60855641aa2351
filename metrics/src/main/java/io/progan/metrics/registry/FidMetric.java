package io.progan.metrics.registry;

import io.progan.metrics.fid.FeatureAccumulator;
import io.progan.metrics.fid.FeatureStatistics;
import io.progan.metrics.fid.FrechetDistance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The Frechet distance as a metric. It keeps mean and covariance of the reals, {@code 8 features^2}
 * bytes (34 MB for 2048 features), and a factor of the same size.
 */
public final class FidMetric implements Metric {
  private static final String MEAN = "mean";
  private static final String COVARIANCE = "covariance";
  private static final String COUNT = "count";

  private FeatureStatistics reals;
  private FrechetDistance distance;

  @Override
  public MetricKind kind() {
    return MetricKind.FID;
  }

  @Override
  public List<Column> columns() {
    return List.of(Column.of("FID", 10));
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of();
  }

  @Override
  public MetricPass reals() {
    return new Pass(
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
  public MetricPass compare() {
    if (distance == null) {
      throw new IllegalStateException("FID has no reals to compare with");
    }
    return new Pass(statistics -> distance.to(statistics).value());
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
  private static final class Pass implements MetricPass {
    private final ToDoubleFunction<FeatureStatistics> value;
    private FeatureAccumulator accumulator;

    Pass(ToDoubleFunction<FeatureStatistics> value) {
      this.value = value;
    }

    @Override
    public void add(MetricInput input) {
      float[] features = input.needFeatures(MetricKind.FID.title());
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
