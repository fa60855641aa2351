package io.progan.app.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.metrics.image.ImageShape;
import io.progan.metrics.registry.MetricSpec;
import io.progan.metrics.registry.MetricSpec.Counts;
import io.progan.metrics.registry.MetricSpec.Setup;
import java.util.Optional;

/** Finds out, before anything is computed, whether metrics can measure images of a dataset. */
public final class MetricFit {

  private MetricFit() {}

  /**
   * Checks the metrics that look at pixels.
   *
   * @param place the option that names the metrics
   * @throws CommandFailure in one line, if one of them cannot
   */
  public static void check(String place, MetricsRequest request, TfRecordDataset dataset) {
    ImageShape shape =
        new ImageShape(dataset.numChannels(), dataset.resolution(), dataset.resolution());
    for (MetricSpec spec : request.specs()) {
      int images = request.images(spec);
      if (images < spec.needs().leastImages()) {
        throw CommandFailure.wrongUsage(
            "%s-images %d: %s needs at least %d"
                .formatted(place, images, spec.title(), spec.needs().leastImages()));
      }
      if (!spec.needsNetwork()) {
        Setup setup =
            new Setup(
                new Counts(images, images),
                Optional.of(shape),
                0,
                request.minibatch(dataset.resolution()),
                request.seed(),
                request.classifier());
        create(place, request, spec, setup);
      }
    }
  }

  private static void create(String place, MetricsRequest request, MetricSpec spec, Setup setup) {
    try {
      spec.factory().with(request.options()).apply(setup).close();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUsage(place + " " + spec.name() + ": " + e.getMessage());
    }
  }
}
