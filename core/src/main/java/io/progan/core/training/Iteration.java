package io.progan.core.training;

import io.progan.core.loss.NoiseInput;
import io.progan.core.network.Stage;
import io.progan.core.training.step.Batch;
import io.progan.core.training.step.Phase;
import io.progan.core.training.step.StageTrainer;
import io.progan.core.training.step.UpdateReport;
import io.progan.presets.schedule.ScheduleState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One iteration of a training: every phase as often as it is to be repeated, each with the inputs
 * that it needs.
 *
 * @param phases in order
 * @param batches where inputs come from
 */
public record Iteration(List<Phase> phases, BatchSource batches) {

  /** Is told how an iteration proceeds. */
  public interface Observer {

    /** The inputs of a phase are there. */
    default void drawn(Phase phase) {}

    /** A network has been updated. */
    default void updated(UpdateReport report) {}

    /** A phase has done all its updates; a moving average that moves after it has not yet. */
    default void stepped(Phase phase) {}

    /** The moving average has moved. */
    default void averaged() {}

    /** Reals have been shown. */
    default void imagesShown(int images) {}
  }

  /**
   * Runs it.
   *
   * @param trainer of the stage
   * @param schedule where the training stands
   * @param imagesSeen real images shown before
   * @param progress of the training, 0 to 1
   * @throws IOException if the dataset cannot be read or is damaged
   */
  public void run(
      StageTrainer trainer,
      ScheduleState schedule,
      long imagesSeen,
      double progress,
      Observer observer)
      throws IOException {
    double fade = Stage.fade(schedule.lod());
    long seen = imagesSeen;
    List<UpdateReport> reports = new ArrayList<>();
    for (Phase phase : phases) {
      for (int repeat = 0; repeat < phase.repeats(); repeat++) {
        List<Batch> drawn = draw(trainer, phase, schedule, progress);
        observer.drawn(phase);
        average(trainer, phase, Phase.Averaging.BEFORE, seen, observer);
        List<UpdateReport> updates = trainer.step(phase, drawn, fade, schedule);
        updates.forEach(observer::updated);
        reports.addAll(updates);
        observer.stepped(phase);
        if (phase.reals()) {
          int shown = phase.accumulations() * schedule.minibatch();
          seen += shown;
          average(trainer, phase, Phase.Averaging.AFTER, seen, observer);
          observer.imagesShown(shown);
        } else {
          average(trainer, phase, Phase.Averaging.AFTER, seen, observer);
        }
      }
    }
    trainer.endIteration(reports);
  }

  private static void average(
      StageTrainer trainer, Phase phase, Phase.Averaging when, long imagesSeen, Observer observer) {
    if (phase.averaging() == when) {
      trainer.updateAverage(imagesSeen);
      observer.averaged();
    }
  }

  private List<Batch> draw(
      StageTrainer trainer, Phase phase, ScheduleState schedule, double progress)
      throws IOException {
    List<NoiseInput> noise = trainer.noise(phase);
    List<Batch> drawn = new ArrayList<>();
    for (int i = 0; i < phase.accumulations(); i++) {
      drawn.add(
          phase.reals()
              ? batches.reals(schedule.lod(), schedule.minibatch(), progress, noise)
              : batches.latents(schedule.minibatch(), progress, noise));
    }
    return drawn;
  }
}
