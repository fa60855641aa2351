package io.progan.presets.schedule;

/**
 * Where a training loop stands, all of it: a loop continued from here goes on as if it had never
 * stopped.
 *
 * @param imagesSeen real images shown so far
 * @param tick ticks that have ended
 * @param tickStartImages real images shown when the present tick began
 * @param previousLod level of detail of the last iteration; -1 before the first
 * @param passStartImages real images shown when the last pass began, which its parameters follow
 * @param repeats iterations of an unfinished pass that have ended; 0 between two passes
 */
public record ProgressState(
    long imagesSeen,
    int tick,
    long tickStartImages,
    double previousLod,
    long passStartImages,
    int repeats) {

  /** Before the first image. */
  public static final ProgressState START = new ProgressState(0, 0, 0, -1.0, 0, 0);
}
