package io.progan.metrics.feature;

/**
 * What a network says of some pictures. The arrays are not copied: the caller owns them.
 *
 * @param count the number of pictures
 * @param features shape {@code [count, features]}
 * @param probabilities shape {@code [count, classes]}, each row summing to 1; empty if the network
 *     has no classes
 */
public record FeatureBatch(int count, float[] features, float[] probabilities) {

  /** Checks that the rows are whole. */
  public FeatureBatch {
    if (count < 1 || features.length % count != 0 || probabilities.length % count != 0) {
      throw new IllegalArgumentException(
          features.length
              + " features and "
              + probabilities.length
              + " probabilities are no whole rows of "
              + count
              + " images");
    }
  }
}
