package io.progan.core.benchmark;

import io.progan.core.dataset.SyntheticTrainingSet;
import io.progan.core.dataset.TrainingSet;
import io.progan.core.device.DataTypes;
import io.progan.core.network.Stage;
import io.progan.core.training.BatchSource;
import io.progan.core.training.Iteration;
import io.progan.core.training.Seeds;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.step.Phase;
import io.progan.core.training.step.StageSize;
import io.progan.core.training.step.StageTrainer;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ScheduleStage;
import io.progan.presets.schedule.ScheduleState;
import java.io.IOException;

/**
 * Tries a stage before it is needed: one iteration of real networks on synthetic data, in networks
 * of its own, which are gone afterwards.
 *
 * @param config the networks, their losses and optimisers
 * @param shape what the images look like at full resolution
 */
public record Preflight(RunConfig config, DatasetShape shape) {

  /**
   * What was found.
   *
   * @param perReplica images of one replica's minibatch
   * @param atATime images that it works on at a time; fewer if the memory does not suffice for all,
   *     0 if it does not suffice at all
   * @param residentBytes the most memory that the process took
   * @param seconds the iteration took, with building the graphs
   */
  public record Result(int perReplica, int atATime, long residentBytes, double seconds) {}

  /**
   * Tries a stage; a fading one in the middle of its fade.
   *
   * @throws IOException never: nothing is read
   */
  public Result run(ScheduleStage schedule) throws IOException {
    ScheduleState middle = schedule.middle();
    Stage stage = Stage.at(middle.lod(), shape.resolutionLog2());
    int perReplica = schedule.minibatch() / config.separateReplicas();
    Seeds seeds = new Seeds(config.randomSeed());
    PeakMemory memory = new PeakMemory();
    memory.begin();
    long start = System.nanoTime();
    int atATime = 0;
    try (TrainingSet set = new SyntheticTrainingSet(shape);
        TrainingState state =
            new TrainingState(config, shape, DataTypes.of(config.generator().dtype()))) {
      state.initialize(seeds.weights());
      Iteration iteration =
          new Iteration(
              Phase.of(config),
              new BatchSource(set, config.train(), seeds.steps(), state.generator()));
      StageSize size = new StageSize(stage, schedule.minibatch());
      try (StageTrainer trainer = new StageTrainer(config, shape, state, size, images -> {})) {
        iteration.run(trainer, middle, 0, 0, new Iteration.Observer() {});
        atATime = trainer.imagesAtATime();
      }
    } catch (OutOfMemoryError e) {
      atATime = 0;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Result(perReplica, atATime, memory.peak().residentBytes(), seconds);
  }
}
