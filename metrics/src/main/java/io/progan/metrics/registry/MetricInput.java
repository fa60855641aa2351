package io.progan.metrics.registry;

import io.progan.metrics.feature.FeatureBatch;
import io.progan.metrics.image.ImageBatch;
import java.util.Arrays;

/**
 * Some images of a set on their way into metrics, with what a feature network says of them. One of
 * both may be missing: metrics that need it then refuse the input.
 *
 * @param count the number of images
 * @param images the images with values in [0, 255]; null if only features are known
 * @param features features and probabilities; null if no metric asked for them
 */
public record MetricInput(int count, ImageBatch images, FeatureBatch features) {

  /** Checks that both have as many rows as announced. */
  public MetricInput {
    if (images != null && images.count() != count) {
      throw new IllegalArgumentException(count + " images announced, got " + images.count());
    }
    if (features != null && features.count() != count) {
      throw new IllegalArgumentException(
          count + " images announced, got features of " + features.count());
    }
  }

  /** Images without features. */
  public static MetricInput of(ImageBatch images) {
    return new MetricInput(images.count(), images, null);
  }

  /** Features without images. */
  public static MetricInput of(FeatureBatch features) {
    return new MetricInput(features.count(), null, features);
  }

  /** The first images; this itself if there are no more. */
  public MetricInput first(int wanted) {
    return wanted >= count ? this : slice(0, wanted);
  }

  /** A copy of the images from {@code from} to {@code to}, exclusive; at least one. */
  public MetricInput slice(int from, int to) {
    ImageBatch some = images == null ? null : images.slice(from, to);
    return new MetricInput(to - from, some, sliceFeatures(from, to));
  }

  private FeatureBatch sliceFeatures(int from, int to) {
    return features == null
        ? null
        : new FeatureBatch(
            to - from,
            rows(features.features(), from, to),
            rows(features.probabilities(), from, to));
  }

  private float[] rows(float[] values, int from, int to) {
    int length = values.length / count;
    return Arrays.copyOfRange(values, from * length, to * length);
  }

  /** The images; {@link IllegalArgumentException} if there are none. */
  ImageBatch needImages(String metric) {
    if (images == null) {
      throw new IllegalArgumentException(metric + " needs images, got features");
    }
    return images;
  }

  /** The feature vectors; {@link IllegalArgumentException} if there are none. */
  float[] needFeatures(String metric) {
    if (features == null || features.features().length == 0) {
      throw new IllegalArgumentException(metric + " needs the features of a network");
    }
    return features.features();
  }

  /** The class probabilities; {@link IllegalArgumentException} if there are none. */
  float[] needProbabilities(String metric) {
    if (features == null || features.probabilities().length == 0) {
      throw new IllegalArgumentException(
          metric + " needs class probabilities, but the network has no classes");
    }
    return features.probabilities();
  }
}
