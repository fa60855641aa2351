package io.progan.app.run;

import io.progan.core.training.TrainingDivergedException;
import io.progan.core.training.TrainingListener;
import io.progan.core.training.TrainingPosition;
import io.progan.core.training.tick.TickReport;
import io.progan.core.training.tick.TickTimes;
import io.progan.dataset.RawImage;
import io.progan.presets.schedule.ScheduleState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Several listeners as one.
 *
 * @param all the listeners
 */
record Listeners(List<TrainingListener> all) implements TrainingListener {

  @Override
  public void stageEntered(ScheduleState state, long bufferBytes) {
    all.forEach(listener -> listener.stageEntered(state, bufferBytes));
  }

  @Override
  public void stageSplit(ScheduleState state, int images) {
    all.forEach(listener -> listener.stageSplit(state, images));
  }

  @Override
  public void iterationEnded(long imagesSeen, ScheduleState state) {
    all.forEach(listener -> listener.iterationEnded(imagesSeen, state));
  }

  @Override
  public void tickEnded(TickReport report) throws IOException {
    for (TrainingListener listener : all) {
      listener.tickEnded(report);
    }
  }

  @Override
  public List<String> signsOfDivergence() {
    return all.stream().flatMap(listener -> listener.signsOfDivergence().stream()).toList();
  }

  @Override
  public boolean diverged(TrainingDivergedException seen) throws IOException {
    boolean goesOn = false;
    for (TrainingListener listener : all) {
      goesOn |= listener.diverged(seen);
    }
    return goesOn;
  }

  @Override
  public boolean snapshotOverdue() {
    return all.stream().anyMatch(TrainingListener::snapshotOverdue);
  }

  @Override
  public void snapshotDue(TrainingPosition position, TickTimes times) throws IOException {
    for (TrainingListener listener : all) {
      listener.snapshotDue(position, times);
    }
  }

  @Override
  public void gridDrawn(RawImage grid, long imagesSeen) {
    all.forEach(listener -> listener.gridDrawn(grid, imagesSeen));
  }

  @Override
  public void snapshotSaved(Path snapshot, TrainingPosition position) throws IOException {
    for (TrainingListener listener : all) {
      listener.snapshotSaved(snapshot, position);
    }
  }
}
