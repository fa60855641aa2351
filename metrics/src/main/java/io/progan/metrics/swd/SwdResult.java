package io.progan.metrics.swd;

import java.util.List;

/**
 * The sliced Wasserstein distance of two sets of pictures.
 *
 * @param levels the distance at each level of the pyramid, finest first
 * @param average the mean over the levels
 */
public record SwdResult(List<Level> levels, double average) {

  /**
   * The distance at one level.
   *
   * @param resolution pixels of the level
   * @param distance the distance times 1000, as papers quote it
   */
  public record Level(int resolution, double distance) {}

  /** Copies the list. */
  public SwdResult {
    levels = List.copyOf(levels);
  }

  /** Averages the levels. */
  public static SwdResult of(List<Level> levels) {
    double average = levels.stream().mapToDouble(Level::distance).average().orElseThrow();
    return new SwdResult(levels, average);
  }
}
