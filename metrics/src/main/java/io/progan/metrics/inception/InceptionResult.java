package io.progan.metrics.inception;

import java.util.List;

/**
 * The Inception score of some pictures.
 *
 * @param mean mean over the splits, 1 to the number of classes
 * @param deviation population standard deviation over the splits
 * @param perSplit the score of each split
 */
public record InceptionResult(double mean, double deviation, List<Double> perSplit) {

  /** Copies the list. */
  public InceptionResult {
    perSplit = List.copyOf(perSplit);
  }

  static InceptionResult of(List<Double> perSplit) {
    double mean = perSplit.stream().mapToDouble(s -> s).average().orElseThrow();
    double variance =
        perSplit.stream().mapToDouble(s -> (s - mean) * (s - mean)).average().orElseThrow();
    return new InceptionResult(mean, Math.sqrt(variance), perSplit);
  }
}
