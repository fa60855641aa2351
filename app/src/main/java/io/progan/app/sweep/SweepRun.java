package io.progan.app.sweep;

import io.progan.presets.study.Variant;

/**
 * One training of a study.
 *
 * @param number of its folder
 * @param variant how it trains
 * @param seed of all its random numbers
 */
record SweepRun(int number, Variant variant, int seed) {

  /** The name of its folder. */
  String name() {
    return "%03d-%s-seed%d".formatted(number, variant.name(), seed);
  }

  @Override
  public String toString() {
    return name();
  }
}
