package io.progan.app.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.ExitCode;
import io.progan.metrics.feature.FeatureBatch;
import io.progan.metrics.feature.FeatureNetwork;
import io.progan.metrics.image.ImageBatch;
import io.progan.metrics.registry.MetricInput;

/** Features of any number of images, a few at a time. */
final class NetworkFeatures {

  /** Images that go through the network together. */
  private static final int MINIBATCH = 16;

  private NetworkFeatures() {}

  /**
   * The same images with what the network says of them.
   *
   * @throws CommandFailure if the network fails on images of this size
   */
  static MetricInput of(MetricInput input, FeatureNetwork network) {
    int count = input.count();
    float[] features = new float[count * network.features()];
    float[] probabilities = new float[count * network.classes()];
    for (int begin = 0; begin < count; begin += MINIBATCH) {
      MetricInput part = input.slice(begin, Math.min(count, begin + MINIBATCH));
      FeatureBatch batch = run(network, part.images());
      copy(batch.features(), features, begin * network.features());
      copy(batch.probabilities(), probabilities, begin * network.classes());
    }
    return new MetricInput(count, input.images(), new FeatureBatch(count, features, probabilities));
  }

  private static FeatureBatch run(FeatureNetwork network, ImageBatch images) {
    try {
      return network.run(images);
    } catch (IllegalStateException e) {
      throw new CommandFailure(ExitCode.WRONG_USAGE, e.getMessage(), e);
    }
  }

  private static void copy(float[] from, float[] to, int at) {
    System.arraycopy(from, 0, to, at, from.length);
  }
}
