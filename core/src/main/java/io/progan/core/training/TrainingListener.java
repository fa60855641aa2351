package io.progan.core.training;

import io.progan.presets.schedule.ScheduleState;
import java.io.IOException;
import java.util.List;

/**
 * Is told what happens in a training. Called on the training thread, which goes on when the method
 * returns; the networks do not change meanwhile.
 */
public interface TrainingListener {

  /** The training enters a stage: its graphs are built. */
  default void stageEntered(ScheduleState state, long bufferBytes) {}

  /**
   * Memory has run out at a stage; it is worked off in smaller slices from now on.
   *
   * @param images that a replica works on at a time
   */
  default void stageSplit(ScheduleState state, int images) {}

  /** One iteration (discriminator and generator) has ended. */
  default void iterationEnded(long imagesSeen, ScheduleState state) {}

  /**
   * A tick has ended: time to report, and to draw what {@code report.end()} says is due.
   *
   * @throws IOException if something cannot be saved; ends the training
   */
  default void tickEnded(TickReport report) throws IOException {}

  /** Asked at the end of a tick: what this listener has seen that no good training shows. */
  default List<String> signsOfDivergence() {
    return List.of();
  }

  /**
   * The training has gone wrong.
   *
   * @param seen what was seen; the training ends with it unless it goes on
   * @return whether to go on all the same
   * @throws IOException if something cannot be saved; ends the training
   */
  default boolean diverged(TrainingDivergedException seen) throws IOException {
    return false;
  }

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
