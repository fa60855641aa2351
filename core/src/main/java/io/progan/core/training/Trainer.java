package io.progan.core.training;

import io.progan.core.backend.MemoryUse;
import io.progan.core.dataset.TrainingSet;
import io.progan.core.network.Stage;
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
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Trains the networks: draws batches, follows the schedule, and tells a listener what happened.
 * Knows neither the console nor the disk.
 */
public final class Trainer implements AutoCloseable {

  private static final double NANOS = 1e9;

  private final RunConfig config;
  private final TrainingState state;
  private final DatasetShape shape;
  private final BatchSource batches;
  private final TrainingProgress progress;
  private final TickMeans means = new TickMeans();
  private StageTrainer stageTrainer;
  private Stage stage;
  private int minibatch;

  /**
   * Prepares a training.
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
    this.config = config;
    this.state = state;
    this.shape = set.shape();
    this.batches = new BatchSource(set, config.train(), random, state.generator().latentSize());
    TrainingSchedule schedule =
        new TrainingSchedule(config.sched(), shape.resolution(), config.numGpus());
    this.progress = new TrainingProgress(schedule, config.train(), start);
  }

  /**
   * Trains until all images have been shown or until someone asks to stop.
   *
   * @param listener is told of iterations and ticks
   * @param stop asked after each iteration
   * @return true when the training is complete, false when it was stopped
   * @throws IOException if the dataset cannot be read or the listener cannot save
   */
  public boolean run(TrainingListener listener, BooleanSupplier stop) throws IOException {
    long start = System.nanoTime();
    long tickStart = start;
    long maintenanceStart = start;
    while (!progress.done()) {
      LoopStep pass = progress.next();
      if (pass.resetOptimizers()) {
        state.resetOptimizers();
      }
      enter(pass.state(), listener);
      for (int repeat = 0; repeat < config.train().minibatchRepeats(); repeat++) {
        iterate(pass.state());
        listener.iterationEnded(progress.imagesSeen(), pass.state());
        if (stop.getAsBoolean()) {
          return false;
        }
      }
      Optional<TickEnd> tick = progress.endPass();
      if (tick.isPresent()) {
        long now = System.nanoTime();
        listener.tickEnded(
            new TickReport(
                tick.get(),
                means.discriminator(),
                means.generator(),
                means.skipped(),
                (now - start) / NANOS,
                (now - tickStart) / NANOS,
                (tickStart - maintenanceStart) / NANOS,
                MemoryUse.now()));
        means.clear();
        maintenanceStart = now;
        tickStart = System.nanoTime();
      }
    }
    return true;
  }

  /** Where the training stands. */
  public ProgressState progress() {
    return progress.state();
  }

  private void enter(ScheduleState schedule, TrainingListener listener) {
    Stage wanted = Stage.at(schedule.lod(), shape.resolutionLog2());
    if (wanted.equals(stage) && schedule.minibatch() == minibatch) {
      return;
    }
    close();
    stage = wanted;
    minibatch = schedule.minibatch();
    stageTrainer = new StageTrainer(config, shape, state, stage, minibatch);
    listener.stageEntered(schedule, stageTrainer.bufferBytes());
  }

  private void iterate(ScheduleState schedule) throws IOException {
    double fade = Stage.fade(schedule.lod());
    for (int repeat = 0; repeat < config.train().dRepeats(); repeat++) {
      DiscriminatorBatch batch = batches.discriminator(schedule.lod(), minibatch);
      means.addDiscriminator(stageTrainer.trainDiscriminator(batch, fade, schedule.dLrate()));
      stageTrainer.updateAverage();
      progress.imagesShown(minibatch);
    }
    GeneratorBatch batch = batches.generator(minibatch);
    means.addGenerator(stageTrainer.trainGenerator(batch, fade, schedule.gLrate()));
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
