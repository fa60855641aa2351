package io.progan.core.training.step;

import io.progan.core.device.MemoryLimit;
import io.progan.core.device.OutOfNativeMemory;
import io.progan.core.loss.NoiseInput;
import io.progan.core.network.Stage;
import io.progan.core.optimizer.Adam;
import io.progan.core.optimizer.MovingAverage;
import io.progan.core.plan.OperationTimes;
import io.progan.core.training.state.Role;
import io.progan.core.training.state.TrainingState;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ScheduleState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;

/**
 * Updates the networks at one stage. The minibatch is split among replicas, each with its own
 * minibatch-stddev groups; they run one after the other on the device and their gradients are
 * averaged, so that the result is that of as many devices.
 *
 * <p>A replica's minibatch is worked off in as few slices as the memory allows: it begins with
 * those that fit by estimate, and when memory runs out all the same, the gradients are computed
 * again in smaller slices. Slices hold whole groups of images that are compared, so that the
 * mathematics stays (but for rounding). The system promises more memory than it has, and ends the
 * process that takes it; therefore the arrays of a stage may take no more than {@link MemoryLimit}
 * leaves beside the scratch memory that is to be expected.
 *
 * <p>Owns the stage's graphs, freed by {@link #close()}; the state belongs to the caller.
 */
public final class StageTrainer implements AutoCloseable {

  private final RunConfig config;
  private final TrainingState state;
  private final Stage stage;
  private final IntConsumer onSplit;
  private final Function<Slices, StageGraphs> build;
  private final IntToLongFunction scratchBytes;
  private Slices slices;
  private StageGraphs graphs;
  private OperationTimes times;

  /**
   * Builds the graphs of a stage.
   *
   * @param config loss and replica options
   * @param shape what the images look like at full resolution
   * @param state the networks, updated in place
   * @param size stage and minibatch
   * @param onSplit told when memory does not suffice for all at once: the images of a slice from
   *     now on
   * @throws OutOfMemoryError if the smallest slices do not fit
   */
  public StageTrainer(
      RunConfig config,
      DatasetShape shape,
      TrainingState state,
      StageSize size,
      IntConsumer onSplit) {
    this(
        config,
        shape,
        state,
        size,
        StageMemory.slices(config, shape, size, MemoryLimit.ofArrays()),
        onSplit);
    if (slices.count() > 1) {
      onSplit.accept(slices.size());
    }
  }

  /** The same beginning with slices of a replica's minibatch. */
  StageTrainer(
      RunConfig config,
      DatasetShape shape,
      TrainingState state,
      StageSize size,
      Slices slices,
      IntConsumer onSplit) {
    this.config = config;
    this.state = state;
    this.stage = size.stage();
    this.onSplit = onSplit;
    this.slices = slices;
    int replicas = config.separateReplicas();
    List<Phase> phases = Phase.of(config);
    this.build = s -> new StageGraphs(phases, state, size, replicas, s);
    this.scratchBytes = images -> StageMemory.of(config, shape, stage, images).scratchBytes();
    graphs();
  }

  /**
   * Does a phase once: gradients, then one update of each network that the phase trains.
   *
   * @param batches as many as the phase accumulates, each of the minibatch of all replicas
   * @param fade the fractional part of the level of detail
   * @param schedule where the training stands, for the learning rates
   */
  public List<UpdateReport> step(
      Phase phase, List<Batch> batches, double fade, ScheduleState schedule) {
    Map<Role, LossMeans> means = retrying(g -> g.compute(phase, batches, fade));
    StageGraphs done = graphs;
    List<UpdateReport> reports = new ArrayList<>();
    for (Phase.Update update : phase.updates()) {
      regularize(phase, update.role(), done);
      Adam optimizer = state.optimizer(update.role());
      double rate = update.learningRate().applyAsDouble(schedule);
      boolean applied =
          timed(
              "adam",
              () -> optimizer.step(done.gradients(phase, update.role()), done.pieces(phase), rate));
      if (applied) {
        SigmaClamp.of(config, update.role())
            .apply(state.network(update.role()), state.weights(update.role()));
      }
      reports.add(
          new UpdateReport(
              update.role(), means.get(update.role()), applied, optimizer.gradientNorm()));
    }
    if (!reports.stream().allMatch(UpdateReport::applied)) {
      // What led to a gradient that is not finite is not kept, either.
      done.undo(phase);
    }
    MovingAverage.share(state.averageWeights(), state.generatorWeights());
    return reports;
  }

  /** What is added to the sum of the pieces' gradients must be as large as they are together. */
  private void regularize(Phase phase, Role role, StageGraphs done) {
    OrthogonalRegularization regularization = OrthogonalRegularization.of(config, role);
    double scale = done.pieces(phase) * state.optimizer(role).lossScale().factor();
    regularization.add(
        state.weights(role),
        done.gradients(phase, role),
        state.network(role).regularizedWeights(),
        scale);
  }

  /** The noise that each image of a phase takes, in order. */
  public List<NoiseInput> noise(Phase phase) {
    return graphs().noise(phase);
  }

  /**
   * Lets the networks follow how the training goes, after all phases of an iteration.
   *
   * @param reports of its updates, in order
   */
  public void endIteration(List<UpdateReport> reports) {
    Map<Role, Double> losses = new EnumMap<>(Role.class);
    reports.forEach(report -> losses.put(report.role(), report.means().loss()));
    losses.forEach((role, loss) -> state.network(role).iterationEnded(state.weights(role), loss));
  }

  /**
   * Moves the average weights towards the generator's.
   *
   * @param imagesSeen real images shown until then
   */
  public void updateAverage(long imagesSeen) {
    boolean begun = imagesSeen >= 1000 * config.train().smoothStartKimg();
    double decay = begun ? config.train().gSmoothing() : 0;
    timed(
        "average",
        () -> {
          MovingAverage.update(state.averageWeights(), state.generatorWeights(), decay);
          return null;
        });
  }

  private <T> T timed(String name, Supplier<T> action) {
    return times == null ? action.get() : times.time(name, action);
  }

  /** Computes; when memory runs out, again in smaller slices. */
  private <R> R retrying(Function<StageGraphs, R> computation) {
    while (true) {
      try {
        return computation.apply(graphs());
      } catch (OutOfMemoryError | RuntimeException e) {
        split(e);
      }
    }
  }

  private StageGraphs graphs() {
    while (graphs == null) {
      // What may be too much is tried all the same where there is no smaller slice.
      MemoryLimit.impose(slices.divisible() ? scratchBytes.applyAsLong(slices.size()) : 0);
      try {
        graphs = build.apply(slices);
        graphs.observe(times);
      } catch (OutOfMemoryError | RuntimeException e) {
        split(e);
      } finally {
        MemoryLimit.lift();
      }
    }
    return graphs;
  }

  private void split(Throwable failure) {
    if (!OutOfNativeMemory.is(failure)) {
      throwAsIs(failure);
    }
    close();
    if (!slices.divisible()) {
      OutOfMemoryError error =
          new OutOfMemoryError(
              "%dx%d does not fit even with %d images at a time"
                  .formatted(stage.resolution(), stage.resolution(), slices.size()));
      error.initCause(failure);
      throw error;
    }
    slices = slices.finer();
    onSplit.accept(slices.size());
  }

  private static void throwAsIs(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  /** The images that a replica works on at a time. */
  public int imagesAtATime() {
    return slices.size();
  }

  /**
   * Times each operation of the graphs, the optimisers and the moving average from now on, which
   * makes them a little slower.
   *
   * @param observer what the times are added to; null to stop
   */
  public void observe(OperationTimes observer) {
    this.times = observer;
    graphs().observe(observer);
  }

  /** The floating-point operations of one repeat of a phase, over all its images. */
  public double flop(Phase phase) {
    return graphs().flop(phase);
  }

  /** The native memory of the stage's intermediate values in bytes. */
  public long bufferBytes() {
    return graphs().bufferBytes();
  }

  /** Frees the graphs. */
  @Override
  public void close() {
    if (graphs != null) {
      graphs.close();
      graphs = null;
    }
  }
}
