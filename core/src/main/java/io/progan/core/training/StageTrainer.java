package io.progan.core.training;

import io.progan.core.backend.NativeHeap;
import io.progan.core.graph.BufferPool;
import io.progan.core.graph.OperationTimes;
import io.progan.core.network.ParameterVector;
import io.progan.core.network.Stage;
import io.progan.core.optimizer.Adam;
import io.progan.core.optimizer.MovingAverage;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.util.function.Supplier;

/**
 * Updates the networks at one stage. The minibatch is split among replicas, each with its own
 * minibatch-stddev groups; they run one after the other on the device and their gradients are
 * averaged, so that the result is that of as many devices.
 *
 * <p>Owns the stage's plans and gradient vectors, freed by {@link #close()}; the state belongs to
 * the caller.
 */
public final class StageTrainer implements AutoCloseable {

  private final RunConfig config;
  private final TrainingState state;
  private final int replicas;
  private final Slices slices;
  private final int pieces;
  private final Gradient generatorGradient;
  private final Gradient discriminatorGradient;
  private final BufferPool buffers;
  private final DiscriminatorStep discriminatorStep;
  private final GeneratorStep generatorStep;
  private OperationTimes times;

  /** The gradients of one piece and their sum, which are one vector if there is one piece. */
  private static final class Gradient implements AutoCloseable {
    final ParameterVector replica;
    final ParameterVector sum;

    Gradient(ParameterVector weights, int pieces) {
      replica = weights.zeros();
      sum = pieces == 1 ? replica : weights.zeros();
    }

    void begin() {
      if (sum != replica) {
        sum.vector().assign(0);
      }
    }

    void add() {
      if (sum != replica) {
        sum.vector().addi(replica.vector());
      }
    }

    @Override
    public void close() {
      replica.close();
      if (sum != replica) {
        sum.close();
      }
    }
  }

  /**
   * Builds the graphs of a stage.
   *
   * @param config loss and replica options
   * @param shape what the images look like at full resolution
   * @param state the networks, updated in place
   * @param stage how far they have grown
   * @param minibatch images a step, over all replicas; divisible by their number
   */
  public StageTrainer(
      RunConfig config, DatasetShape shape, TrainingState state, Stage stage, int minibatch) {
    this(config, shape, state, new StageSize(stage, minibatch), Slices.whole(config, minibatch));
  }

  StageTrainer(
      RunConfig config, DatasetShape shape, TrainingState state, StageSize size, Slices slices) {
    this.config = config;
    this.state = state;
    this.replicas = config.numGpus();
    this.slices = slices;
    this.pieces = replicas * slices.count();
    int part = slices.size();
    Stage stage = size.stage();
    generatorGradient = new Gradient(state.generatorWeights(), pieces);
    discriminatorGradient = new Gradient(state.discriminatorWeights(), pieces);
    buffers = new BufferPool(state.dataType());
    DiscriminatorStep first = null;
    try {
      first =
          new DiscriminatorStep(
              config,
              shape,
              state,
              stage,
              part,
              new Workspace(discriminatorGradient.replica, buffers));
      generatorStep =
          new GeneratorStep(
              config, shape, state, stage, part, new Workspace(generatorGradient.replica, buffers));
      discriminatorStep = first;
    } catch (RuntimeException | Error e) {
      if (first != null) {
        first.close();
      }
      free();
      throw e;
    }
  }

  /**
   * Updates the discriminator once.
   *
   * @param batch the minibatch of all replicas
   * @param fade the fractional part of the level of detail
   * @param learningRate Adam's rate
   */
  public StepReport<DiscriminatorReport> trainDiscriminator(
      DiscriminatorBatch batch, double fade, double learningRate) {
    Adam adam = state.discriminatorAdam();
    double scale = adam.lossScale().factor();
    DiscriminatorReport mean =
        sum(
            discriminatorGradient,
            (replica, slice) ->
                discriminatorStep.run(
                    batch.part(replica, replicas).slice(slices, slice), fade, scale),
            DiscriminatorReport.ZERO,
            (total, report) -> total.plus(report, 1.0 / pieces));
    boolean applied =
        timed("adam", () -> adam.step(discriminatorGradient.sum, pieces, learningRate));
    return new StepReport<>(mean, applied, adam.gradientNorm());
  }

  /** Moves the average weights towards the generator's. */
  public void updateAverage() {
    timed(
        "average",
        () -> {
          MovingAverage.update(
              state.averageWeights(), state.generatorWeights(), config.train().gSmoothing());
          return null;
        });
  }

  /**
   * Updates the generator once.
   *
   * @param batch the minibatch of all replicas
   * @param fade the fractional part of the level of detail
   * @param learningRate Adam's rate
   */
  public StepReport<GeneratorReport> trainGenerator(
      GeneratorBatch batch, double fade, double learningRate) {
    Adam adam = state.generatorAdam();
    double scale = adam.lossScale().factor();
    GeneratorReport mean =
        sum(
            generatorGradient,
            (replica, slice) ->
                generatorStep.run(batch.part(replica, replicas).slice(slices, slice), fade, scale),
            GeneratorReport.ZERO,
            (total, report) -> total.plus(report, 1.0 / pieces));
    boolean applied = timed("adam", () -> adam.step(generatorGradient.sum, pieces, learningRate));
    return new StepReport<>(mean, applied, adam.gradientNorm());
  }

  private <T> T timed(String name, Supplier<T> action) {
    return times == null ? action.get() : times.time(name, action);
  }

  /** How the report of one more replica enters the mean. */
  private interface Accumulate<R> {
    R add(R total, R report);
  }

  /** A step on one slice of a replica's minibatch. */
  private interface PieceStep<R> {
    R run(int replica, int slice);
  }

  private <R> R sum(Gradient gradient, PieceStep<R> step, R zero, Accumulate<R> accumulate) {
    gradient.begin();
    R total = zero;
    for (int replica = 0; replica < replicas; replica++) {
      for (int slice = 0; slice < slices.count(); slice++) {
        total = accumulate.add(total, step.run(replica, slice));
        gradient.add();
      }
    }
    return total;
  }

  /**
   * Times each operation of both steps' graphs, the optimiser and the moving average from now on,
   * which makes them a little slower.
   *
   * @param times what the times are added to; null to stop
   */
  public void observe(OperationTimes times) {
    this.times = times;
    discriminatorStep.observe(times);
    generatorStep.observe(times);
  }

  /** The native memory of the stage's intermediate values in bytes. */
  public long bufferBytes() {
    return buffers.bytes();
  }

  @Override
  public void close() {
    discriminatorStep.close();
    generatorStep.close();
    free();
  }

  private void free() {
    buffers.close();
    generatorGradient.close();
    discriminatorGradient.close();
    NativeHeap.trim();
  }
}
