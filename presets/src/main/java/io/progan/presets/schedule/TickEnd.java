package io.progan.presets.schedule;

/**
 * The end of a tick, when progress is reported.
 *
 * @param tick its number, from 1
 * @param imagesSeen real images shown so far
 * @param tickKimg thousands of real images shown in this tick
 * @param state the training parameters of the pass that ended it
 * @param imageSnapshotDue whether an image grid is to be written
 * @param networkSnapshotDue whether a network snapshot is to be written
 * @param done whether training ends with it
 */
public record TickEnd(
    int tick,
    long imagesSeen,
    double tickKimg,
    ScheduleState state,
    boolean imageSnapshotDue,
    boolean networkSnapshotDue,
    boolean done) {

  /** Thousands of real images shown so far. */
  public double kimg() {
    return imagesSeen / 1000.0;
  }
}
