package io.progan.core.training;

import io.progan.presets.schedule.ScheduleState;
import java.io.IOException;

/**
 * Is told what happens in a training. Called on the training thread, which goes on when the method
 * returns; the networks do not change meanwhile.
 */
public interface TrainingListener {

  /** The training enters a stage: its graphs are built. */
  default void stageEntered(ScheduleState state, long bufferBytes) {}

  /** One iteration (discriminator and generator) has ended. */
  default void iterationEnded(long imagesSeen, ScheduleState state) {}

  /**
   * A tick has ended: time to report, and to draw what {@code report.end()} says is due.
   *
   * @throws IOException if something cannot be saved; ends the training
   */
  default void tickEnded(TickReport report) throws IOException {}

  /**
   * Asked at the end of a tick: whether a snapshot could not be saved when it was due, so that it
   * is due again.
   */
  default boolean snapshotOverdue() {
    return false;
  }

  /**
   * The networks are to be saved, at the end of a tick.
   *
   * @param position where the training stands
   * @param times how long it has taken
   * @throws IOException if something cannot be saved; ends the training
   */
  default void snapshotDue(TrainingPosition position, TickTimes times) throws IOException {}
}
