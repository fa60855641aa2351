package io.progan.metrics.feature;

import java.util.Optional;

/**
 * Names inside the file of a feature network: given ones, where the empty are to be detected, or
 * those in use.
 *
 * @param input where the pictures go
 * @param features the output that holds the feature vectors
 * @param classes the output that holds probabilities or logits
 */
public record NetworkNames(
    Optional<String> input, Optional<String> features, Optional<String> classes) {

  /** All names are detected. */
  public static NetworkNames detected() {
    return new NetworkNames(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
