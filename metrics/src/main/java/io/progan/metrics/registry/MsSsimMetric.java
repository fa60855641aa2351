package io.progan.metrics.registry;

import io.progan.metrics.msssim.MsSsim;
import java.util.List;
import java.util.Map;

/** MS-SSIM as a metric of one set: the mean over consecutive pairs. */
public final class MsSsimMetric extends SingleSetMetric {

  @Override
  public MetricKind kind() {
    return MetricKind.MSSSIM;
  }

  @Override
  public List<Column> columns() {
    return List.of(Column.of("MS-SSIM", 10));
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of();
  }

  @Override
  MetricPass begin(boolean reals) {
    MsSsim pairs = new MsSsim();
    return new MetricPass() {
      @Override
      public void add(MetricInput input) {
        pairs.add(input.needImages(kind().title()));
      }

      @Override
      public double[] finish() {
        return new double[] {pairs.mean()};
      }
    };
  }
}
