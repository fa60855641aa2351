package io.progan.core.training;

import io.progan.core.training.tick.TickReport;
import io.progan.core.training.tick.TickTimes;
import io.progan.dataset.RawImage;
import io.progan.presets.schedule.ScheduleState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Is told what happens in a training. Called on the training thread, which goes on when the method
 * returns; the networks do not change meanwhile. Of several listeners none may rely on being told
 * before or after another.
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

  /**
   * A grid of generated images that was due at the end of a tick has been drawn; told before or
   * after the listener is told of that tick.
   *
   * @param grid the picture
   * @param imagesSeen real images shown until then
   */
  default void gridDrawn(RawImage grid, long imagesSeen) {}

  /**
   * A snapshot that was due has been saved.
   *
   * @param snapshot the complete file
   * @param position where the training stands
   * @throws IOException if something cannot be done that must be; ends the training
   */
  default void snapshotSaved(Path snapshot, TrainingPosition position) throws IOException {}
}
