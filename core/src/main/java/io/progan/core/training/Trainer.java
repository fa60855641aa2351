package io.progan.core.training;

import io.progan.core.dataset.TrainingSet;
import io.progan.core.device.MemoryUse;
import io.progan.core.network.Stage;
import io.progan.core.training.state.Role;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.step.Phase;
import io.progan.core.training.step.StageSize;
import io.progan.core.training.step.StageTrainer;
import io.progan.core.training.step.UpdateReport;
import io.progan.core.training.tick.TickClock;
import io.progan.core.training.tick.TickReport;
import io.progan.core.training.tick.TickSums;
import io.progan.core.training.tick.TickTimes;
import io.progan.core.training.watch.DivergenceWatch;
import io.progan.core.training.watch.SingularValues;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.LoopStep;
import io.progan.presets.schedule.ProgressState;
import io.progan.presets.schedule.ScheduleState;
import io.progan.presets.schedule.TickEnd;
import io.progan.presets.schedule.TrainingProgress;
import io.progan.presets.schedule.TrainingSchedule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Trains the networks: draws batches, follows the schedule, and tells a listener what happened.
 * Knows neither the console nor the disk.
 */
public final class Trainer implements AutoCloseable {

  private final RunConfig config;
  private final TrainingSet set;
  private final TrainingState state;
  private final RandomState random;
  private final Recovery recovery;
  private final DatasetShape shape;
  private final List<Phase> phases;
  private final Iteration iteration;
  private final TrainingProgress progress;
  private final DivergenceWatch watch;
  private TickSums sums;
  private final TickClock clock;
  private StageTrainer stageTrainer;
  private Stage stage;
  private int minibatch;
  private TrainingPosition iterationStart;

  /**
   * Prepares a training from its start.
   *
   * @param config the resolved configuration
   * @param set the real images; stays owned by the caller
   * @param state the networks; stays owned by the caller
   * @param random the source of latents, mixing factors, mirroring and labels
   * @param start where to begin
   */
  public Trainer(
      RunConfig config,
      TrainingSet set,
      TrainingState state,
      RandomState random,
      ProgressState start) {
    this(config, set, state, TrainingPosition.start(start, random), TickTimes.NONE);
  }

  private Trainer(
      RunConfig config,
      TrainingSet set,
      TrainingState state,
      TrainingPosition position,
      TickTimes times) {
    this.config = config;
    this.set = set;
    this.state = state;
    this.random = RandomState.restore(position.random());
    this.recovery = position.recovery();
    this.shape = set.shape();
    this.phases = Phase.of(config);
    this.iteration =
        new Iteration(phases, new BatchSource(set, config.train(), random, state.generator()));
    TrainingSchedule schedule =
        TrainingSchedule.of(config, shape.resolution()).withRates(recovery.learningRateFactor());
    this.progress = new TrainingProgress(schedule, config.train(), position.progress());
    this.watch = new DivergenceWatch(config, Phase.loss(phases, Role.DISCRIMINATOR));
    this.sums = position.sums();
    this.clock = new TickClock(times);
  }

  /**
   * Prepares to go on with a training as if it had never stopped.
   *
   * @param config the resolved configuration
   * @param set the real images, set to the position's order; stays owned by the caller
   * @param state the networks as they were at the position; stays owned by the caller
   * @param position where to go on
   * @param times how long the training has taken so far
   * @throws IOException if the set is not the one that the position is of
   */
  public static Trainer resume(
      RunConfig config,
      TrainingSet set,
      TrainingState state,
      TrainingPosition position,
      TickTimes times)
      throws IOException {
    if (position.order() != null) {
      set.restore(position.order());
    }
    return new Trainer(config, set, state, position, times);
  }

  /**
   * Trains until all images have been shown or until someone asks to stop.
   *
   * @param listener is told of iterations and ticks
   * @param stop asked after each iteration
   * @return true when the training is complete, false when it was stopped
   * @throws IOException if the dataset cannot be read or the listener cannot save
   * @throws TrainingDivergedException if the listener lets a divergence end the training
   */
  public boolean run(TrainingListener listener, BooleanSupplier stop) throws IOException {
    while (!progress.done()) {
      LoopStep pass = progress.next();
      if (pass.resetOptimizers()) {
        state.resetOptimizers();
      }
      enter(pass.state(), listener);
      while (progress.moreRepeats()) {
        TickSums before = sums;
        iterationStart = here();
        iterate(pass.state());
        progress.endIteration();
        iterationStart = null;
        if (watch.skipsTooMuch(before, sums)) {
          diverged(
              List.of(
                  "%d updates in a row were skipped, since gradients are not finite"
                      .formatted(sums.skippedInRow())),
              listener);
        }
        listener.iterationEnded(progress.imagesSeen(), pass.state());
        if (stop.getAsBoolean()) {
          return false;
        }
      }
      Optional<TickEnd> tick = progress.endPass();
      if (tick.isPresent()) {
        endTick(tick.get(), listener);
      }
    }
    return true;
  }

  private void endTick(TickEnd end, TrainingListener listener) throws IOException {
    TickTimes times = clock.elapsed();
    clock.endTick();
    TickReport report =
        new TickReport(
            end,
            sums.discriminatorMean().with(Phase.loss(phases, Role.DISCRIMINATOR).sums()),
            sums.generatorMean().with(Phase.loss(phases, Role.GENERATOR).sums()),
            sums.discriminatorUpdates(),
            sums.generatorUpdates(),
            sums.skippedUpdates(),
            SingularValues.of(state),
            times.totalSeconds(),
            times.tickSeconds(),
            times.maintenanceSeconds(),
            MemoryUse.now());
    List<String> signs = new ArrayList<>(watch.signs(sums, state));
    sums = sums.nextTick();
    listener.tickEnded(report);
    signs.addAll(listener.signsOfDivergence());
    if (!signs.isEmpty()) {
      diverged(signs, listener);
    }
    if (end.networkSnapshotDue() || listener.snapshotOverdue()) {
      listener.snapshotDue(position(), times());
    }
    clock.beginTick();
  }

  private void diverged(List<String> signs, TrainingListener listener) throws IOException {
    TrainingDivergedException seen =
        new TrainingDivergedException(progress.imagesSeen(), String.join("; ", signs));
    if (!listener.diverged(seen)) {
      throw seen;
    }
  }

  /** Where the training stands. */
  public ProgressState progress() {
    return progress.state();
  }

  /**
   * Everything that decides how the training goes on, beside the networks: where the last iteration
   * ended, also after a failure in the middle of one.
   */
  public TrainingPosition position() {
    return iterationStart != null ? iterationStart : here();
  }

  private TrainingPosition here() {
    return new TrainingPosition(
        progress.state(), random.save(), set.save().orElse(null), sums, recovery);
  }

  /** How long the training has taken so far. */
  public TickTimes times() {
    return clock.elapsed();
  }

  private void enter(ScheduleState schedule, TrainingListener listener) {
    Stage wanted = Stage.at(schedule.lod(), shape.resolutionLog2());
    if (wanted.equals(stage) && schedule.minibatch() == minibatch) {
      return;
    }
    close();
    stage = wanted;
    minibatch = schedule.minibatch();
    stageTrainer =
        new StageTrainer(
            config,
            shape,
            state,
            new StageSize(stage, minibatch),
            images -> listener.stageSplit(schedule, images));
    listener.stageEntered(schedule, stageTrainer.bufferBytes());
  }

  private void iterate(ScheduleState schedule) throws IOException {
    iteration.run(
        stageTrainer,
        schedule,
        progress.imagesSeen(),
        Math.min(1, progress.imagesSeen() / (1000 * config.train().totalKimg())),
        new Iteration.Observer() {
          @Override
          public void updated(UpdateReport report) {
            sums = sums.plus(report);
          }

          @Override
          public void imagesShown(int images) {
            progress.imagesShown(images);
          }
        });
  }

  /** Frees the graphs of the current stage. */
  @Override
  public void close() {
    if (stageTrainer != null) {
      stageTrainer.close();
      stageTrainer = null;
    }
  }
}
