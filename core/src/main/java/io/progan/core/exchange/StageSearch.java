package io.progan.core.exchange;

import io.progan.presets.schedule.TrainingSchedule;
import java.util.OptionalLong;

/** Finds the moment of a training by its level of detail. */
final class StageSearch {

  /** No training shows so many images. */
  private static final long MOST_IMAGES = 1L << 40;

  private StageSearch() {}

  /**
   * The first number of images shown at which a schedule has reached a level of detail; empty if it
   * never does.
   */
  static OptionalLong firstImage(TrainingSchedule schedule, double lod) {
    if (schedule.at(MOST_IMAGES).lod() > lod) {
      return OptionalLong.empty();
    }
    long before = -1;
    long reached = MOST_IMAGES;
    while (reached - before > 1) {
      long middle = (before + reached) >>> 1;
      if (schedule.at(middle).lod() > lod) {
        before = middle;
      } else {
        reached = middle;
      }
    }
    return OptionalLong.of(reached);
  }
}
