package io.progan.app.run;

import io.progan.app.console.ExitCode;
import io.progan.core.dataset.TrainingSet;
import io.progan.core.image.DynamicRange;
import io.progan.core.record.EventRecorder;
import io.progan.core.record.Summary;
import io.progan.core.snapshot.Rollback;
import io.progan.core.snapshot.RollbackLog;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.RunRecorder;
import io.progan.core.snapshot.SnapshotReader;
import io.progan.core.training.DataDependentStart;
import io.progan.core.training.Recovery;
import io.progan.core.training.Seeds;
import io.progan.core.training.Trainer;
import io.progan.core.training.TrainingDivergedException;
import io.progan.core.training.TrainingListener;
import io.progan.core.training.TrainingPosition;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.tick.TickTimes;
import io.progan.dataset.RawImage;
import io.progan.presets.schedule.ProgressState;
import io.progan.presets.schedule.TrainingSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
    RollbackLog log = new RollbackLog(folder);
    log.setAside(); // which a process may not have come to
    double factor = run.safety().onDivergence().learningRateFactor();
    Rollbacks rollbacks = new Rollbacks(log, factor, start, run.console());
    while (true) {
      TrainingPosition position = log.goOn(position(from), seeds());
      try {
        return attempt(from, position);
      } catch (TrainingDivergedException e) {
        if (!run.safety().onDivergence().rollsBack()) {
          throw Rollbacks.ended(e, "", ", or --on-divergence rollback");
        }
        from = rollbacks.back(e, position.recovery(), recorder.goodUntil());
      }
    }
  }

  private Seeds seeds() {
    return new Seeds(run.config().randomSeed());
  }

  private TrainingPosition position(Optional<ResumePoint.Saved> from) {
    return from.map(saved -> saved.info().position())
        .orElseGet(() -> TrainingPosition.start(ProgressState.START, seeds().steps()));
  }

  /** Whoever measures may not have come to the snapshot before the last process ended. */
  private void measure(ResumePoint.Saved saved) throws IOException {
    TrainingPosition position = saved.info().position();
    Path numbered = folder.snapshot(position.progress().imagesSeen());
    more.snapshotSaved(Files.exists(numbered) ? numbered : saved.file(), position);
  }

  private int attempt(Optional<ResumePoint.Saved> from, TrainingPosition position)
      throws IOException {
    try (TrainingSet set = run.trainingSet();
        Trainer trainer =
            from.isPresent() ? goOn(from.get(), set, position) : begin(set, position)) {
      if (!position.recovery().equals(position(from).recovery())) {
        tellOfRollbacks(position);
      }
      return train(trainer);
    }
  }

  /** What log and events said where it diverged goes with the steps that are done again. */
  private void tellOfRollbacks(TrainingPosition position) throws IOException {
    Recovery recovery = position.recovery();
    run.console().say("after rollback %d: %s".formatted(recovery.rollbacks(), recovery.words()));
    String text =
        new RollbackLog(folder)
            .all().stream().map(Rollback::words).collect(Collectors.joining("\n\n"));
    Summary summary = new Summary(position.progress().imagesSeen());
    events.write(summary.text("Divergence/rollback" + recovery.rollbacks(), text));
  }

  private Trainer begin(TrainingSet set, TrainingPosition position) throws IOException {
    state.initialize(seeds().weights());
    if (run.from().isPresent()) {
      run.from().get().apply(state, run.config(), run.dataset().shape());
    }
    TrainingSchedule schedule =
        TrainingSchedule.of(run.config(), run.dataset().shape().resolution());
    RawImage fakes = recorder.begin(schedule.at(0));
    DataDependentStart.apply(
        state, set, schedule.initialLod(), DynamicRange.of(run.config().train().drangeNet()));
    events.begin(RunTexts.of(run.config(), state), recorder.reals(), fakes);
    return Trainer.resume(run.config(), set, state, position, TickTimes.NONE);
  }

  private Trainer goOn(ResumePoint.Saved saved, TrainingSet set, TrainingPosition position)
      throws IOException {
    try (SnapshotReader reader = new SnapshotReader(saved.file())) {
      reader.restore(state);
    }
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
