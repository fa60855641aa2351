package io.progan.app.run;

import io.progan.app.choice.OnDivergence;
import io.progan.app.console.CommandFailure;
import io.progan.app.console.ExitCode;
import io.progan.core.dataset.TrainingSet;
import io.progan.core.image.DynamicRange;
import io.progan.core.record.EventRecorder;
import io.progan.core.record.Summary;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.RunRecorder;
import io.progan.core.snapshot.SnapshotReader;
import io.progan.core.training.DataDependentStart;
import io.progan.core.training.Seeds;
import io.progan.core.training.Trainer;
import io.progan.core.training.TrainingDivergedException;
import io.progan.core.training.TrainingListener;
import io.progan.core.training.TrainingPosition;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.tick.TickTimes;
import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.schedule.ProgressState;
import io.progan.presets.schedule.TrainingSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A training in its folder, from its start or a snapshot to its end, a stop or a failure.
 *
 * @param run what is trained
 * @param folder where it is recorded
 * @param state the networks
 * @param recorder writes to the folder
 * @param events writes what TensorBoard shows
 * @param more is told of the training, too
 */
record TrainSession(
    TrainRun run,
    RunFolder folder,
    TrainingState state,
    RunRecorder recorder,
    EventRecorder events,
    TrainingListener more) {

  private static final int MOST_ROLLBACKS = 3;

  /**
   * Trains.
   *
   * @return one of {@link ExitCode}
   * @throws IOException if the dataset cannot be read or the run folder cannot be written
   */
  int train() throws IOException {
    Optional<ResumePoint.Saved> start = run.place().resume().flatMap(ResumePoint::saved);
    Optional<ResumePoint.Saved> from = start;
    if (start.isPresent() && run.safety().retention().best().isPresent() && !run.place().isNew()) {
      measure(start.get());
    }
    List<String> rollbacks = new ArrayList<>();
    while (true) {
      try {
        return attempt(from, rollbacks);
      } catch (TrainingDivergedException e) {
        if (run.safety().onDivergence() != OnDivergence.ROLLBACK
            || rollbacks.size() == MOST_ROLLBACKS) {
          throw ended(e, rollbacks.size());
        }
        run.console().note("warning: " + e.getMessage());
        from = ResumePoint.newest(folder, run.console()).or(() -> start);
        String back =
            "rollback %d of %d: going on from %s with other random numbers"
                .formatted(
                    rollbacks.size() + 1,
                    MOST_ROLLBACKS,
                    from.map(saved -> saved.file().toString()).orElse("the start"));
        run.console().note(back);
        rollbacks.add(e.getMessage() + "; " + back);
      }
    }
  }

  /** Whoever measures may not have come to the snapshot before the last process ended. */
  private void measure(ResumePoint.Saved saved) throws IOException {
    TrainingPosition position = saved.info().position();
    Path numbered = folder.snapshot(position.progress().imagesSeen());
    more.snapshotSaved(Files.exists(numbered) ? numbered : saved.file(), position);
  }

  private static CommandFailure ended(TrainingDivergedException e, int rollbacks) {
    String advice = "; try a lower learning rate (sched.gLrateBase, sched.dLrateBase)";
    String after = rollbacks == 0 ? ", or --on-divergence rollback" : "";
    String times = rollbacks == 0 ? "" : " (after %d rollbacks)".formatted(rollbacks);
    return new CommandFailure(ExitCode.DIVERGED, e.getMessage() + times + advice + after, e);
  }

  private int attempt(Optional<ResumePoint.Saved> from, List<String> rollbacks) throws IOException {
    int count = rollbacks.size();
    try (TrainingSet set = run.trainingSet();
        Trainer trainer = from.isPresent() ? goOn(from.get(), set, count) : begin(set, count)) {
      if (count > 0) {
        // What the events said where it diverged went with the steps that are done again.
        Summary summary = new Summary(trainer.progress().imagesSeen());
        events.write(summary.text("Divergence/rollback" + count, String.join("\n\n", rollbacks)));
      }
      return train(trainer);
    }
  }

  private Trainer begin(TrainingSet set, int rollbacks) throws IOException {
    Seeds seeds = new Seeds(run.config().randomSeed());
    state.initialize(seeds.weights());
    TrainingSchedule schedule =
        TrainingSchedule.of(run.config(), run.dataset().shape().resolution());
    RawImage fakes = recorder.begin(schedule.at(0));
    DataDependentStart.apply(
        state, set, schedule.initialLod(), DynamicRange.of(run.config().train().drangeNet()));
    events.begin(RunTexts.of(run.config(), state), recorder.reals(), fakes);
    RandomState steps = rollbacks == 0 ? seeds.steps() : seeds.stepsAgain(rollbacks);
    return new Trainer(run.config(), set, state, steps, ProgressState.START);
  }

  private Trainer goOn(ResumePoint.Saved saved, TrainingSet set, int rollbacks) throws IOException {
    try (SnapshotReader reader = new SnapshotReader(saved.file())) {
      reader.restore(state);
    }
    TrainingPosition at = saved.info().position();
    TrainingPosition position =
        rollbacks == 0
            ? at
            : at.withRandom(new Seeds(run.config().randomSeed()).stepsAgain(rollbacks));
    TickTimes times = recorder.resume(position);
    events.resume(position.progress().imagesSeen());
    return Trainer.resume(run.config(), set, state, position, times);
  }

  private int train(Trainer trainer) throws IOException {
    var response = new DivergenceResponse(run.safety().onDivergence(), run.console());
    double totalKimg = run.config().train().totalKimg();
    try (TrainingConsole shown =
        new TrainingConsole(run.console(), totalKimg, trainer.progress())) {
      Listeners all = new Listeners(List.of(shown, recorder, events, response, more));
      recorder.tell(all);
      boolean complete = trainer.run(all, run.stop()::requested);
      return complete ? finished() : stopped(trainer);
    } catch (TrainingDivergedException e) {
      throw e;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      rescue(trainer, e);
      throw e;
    }
  }

  /** Saves what has been trained before the failure is reported. */
  private void rescue(Trainer trainer, Throwable failure) {
    try {
      saved("failed", trainer);
    } catch (IOException | RuntimeException e) {
      run.console()
          .note(
              "what was trained since the last snapshot cannot be saved (" + e.getMessage() + ")");
      failure.addSuppressed(e);
    }
  }

  private int finished() {
    run.console().say("done: " + folder.finalSnapshot());
    return ExitCode.DONE;
  }

  private int stopped(Trainer trainer) throws IOException {
    saved("stopped", trainer);
    return ExitCode.STOPPED;
  }

  private void saved(String why, Trainer trainer) throws IOException {
    Path snapshot = recorder.save(trainer.position(), trainer.times());
    run.console().say(why + "; saved " + snapshot);
    run.console().say("to go on: " + run.place().command(folder));
  }
}
