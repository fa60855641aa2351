package io.progan.app.metrics;

import io.progan.metrics.kid.KidOptions;
import io.progan.metrics.precision.PrecisionRecall;
import io.progan.metrics.registry.FidMetric;
import io.progan.metrics.registry.InceptionMetric;
import io.progan.metrics.registry.KidMetric;
import io.progan.metrics.registry.Metric;
import io.progan.metrics.registry.MetricKind;
import io.progan.metrics.registry.MsSsimMetric;
import io.progan.metrics.registry.PrecisionRecallMetric;
import io.progan.metrics.registry.SwdMetric;
import io.progan.metrics.swd.SwdOptions;

/**
 * The constants of all metrics.
 *
 * @param swd of the sliced Wasserstein distance
 * @param splits parts that the Inception score cuts the images into
 * @param kid of the kernel Inception distance
 * @param neighbors k of precision and recall
 */
public record MetricSettings(SwdOptions swd, int splits, KidOptions kid, int neighbors) {

  private static final int SPLITS = 10;

  /** The constants of the original programme, or of the papers. */
  public static MetricSettings defaults() {
    return new MetricSettings(
        SwdOptions.defaults(), SPLITS, KidOptions.defaults(), PrecisionRecall.DEFAULT_NEIGHBORS);
  }

  /** The same with another SWD. */
  public MetricSettings withSwd(SwdOptions other) {
    return new MetricSettings(other, splits, kid, neighbors);
  }

  /** The same with other splits. */
  public MetricSettings withSplits(int other) {
    return new MetricSettings(swd, other, kid, neighbors);
  }

  /** The same with another KID. */
  public MetricSettings withKid(KidOptions other) {
    return new MetricSettings(swd, splits, other, neighbors);
  }

  /** The same with another k of precision and recall. */
  public MetricSettings withNeighbors(int other) {
    return new MetricSettings(swd, splits, kid, other);
  }

  /**
   * Makes a metric.
   *
   * @param counts how many images there will be
   * @param resolution height and width of the images, which only SWD needs
   * @param seed of the metric's own random numbers
   * @throws IllegalArgumentException if the images are too few or of a size that does not fit
   */
  Metric create(MetricKind kind, ImageCounts counts, int resolution, long seed) {
    return switch (kind) {
      case SWD -> new SwdMetric(swd, new NumpyDraws(seed), resolution);
      case MSSSIM -> new MsSsimMetric();
      case FID -> new FidMetric();
      case IS -> new InceptionMetric(counts.realImages(), counts.images(), splits);
      case KID -> new KidMetric(kid, new NumpyDraws(seed));
      case PR -> new PrecisionRecallMetric(neighbors);
    };
  }
}
