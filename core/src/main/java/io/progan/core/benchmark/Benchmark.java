package io.progan.core.benchmark;

import io.progan.core.dataset.TrainingSet;
import io.progan.core.network.Stage;
import io.progan.core.plan.OperationTimes;
import io.progan.core.training.BatchSource;
import io.progan.core.training.Iteration;
import io.progan.core.training.Seeds;
import io.progan.core.training.state.Role;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.step.Phase;
import io.progan.core.training.step.StageSize;
import io.progan.core.training.step.StageTrainer;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.Dtype;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ScheduleStage;
import io.progan.presets.schedule.ScheduleState;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Times training iterations (inputs, discriminator step, moving average, generator step, each with
 * its optimiser) of real networks. Owns the networks, freed by {@link #close()}.
 */
public final class Benchmark implements AutoCloseable {

  private static final int LEAST_WARM_UPS = 2;
  private static final int MOST_WARM_UPS = 20;

  /** Times have settled when one differs by less than this part from the one before. */
  private static final double SETTLED = 0.05;

  /** Iterations in which each operation is timed; they are not part of the other times. */
  private static final int PROFILED = 2;

  private static final double MILLI_NANOS = 1e6;

  private final RunConfig config;
  private final TrainingSet set;
  private final DatasetShape shape;
  private final int iterations;
  private final TrainingState state;
  private final PeakMemory memory = new PeakMemory();

  /**
   * Makes networks with initial weights.
   *
   * @param config the networks, their losses and optimisers
   * @param set the real images; stays owned by the caller
   * @param iterations how many are timed at each stage; at least 1
   */
  public Benchmark(RunConfig config, TrainingSet set, int iterations) {
    this.config = config;
    this.set = set;
    this.shape = set.shape();
    this.iterations = iterations;
    boolean isDouble = config.generator().dtype() == Dtype.FLOAT64;
    state = new TrainingState(config, shape, isDouble ? DataType.DOUBLE : DataType.FLOAT);
    state.initialize(new Seeds(config.randomSeed()).weights());
  }

  /** One iteration's milliseconds. */
  private record Times(double data, double discriminator, double average, double generator) {
    double total() {
      return data + discriminator + average + generator;
    }
  }

  /** An iteration that can be repeated and is timed. */
  private record Timed(Iteration iteration, StageTrainer trainer, ScheduleState schedule) {
    Times run() throws IOException {
      Stopwatch watch = new Stopwatch();
      iteration.run(trainer, schedule, 0, 0, watch);
      return new Times(
          watch.dataMs,
          watch.stepMs.getOrDefault(Role.DISCRIMINATOR, 0.0),
          watch.averageMs,
          watch.stepMs.getOrDefault(Role.GENERATOR, 0.0));
    }
  }

  /** Adds up what each part of an iteration takes; a phase counts for the network it updates. */
  private static final class Stopwatch implements Iteration.Observer {
    private final Map<Role, Double> stepMs = new EnumMap<>(Role.class);
    private double dataMs;
    private double averageMs;
    private long last = System.nanoTime();

    private double lap() {
      long now = System.nanoTime();
      double ms = (now - last) / MILLI_NANOS;
      last = now;
      return ms;
    }

    @Override
    public void drawn(Phase phase) {
      dataMs += lap();
    }

    @Override
    public void stepped(Phase phase) {
      stepMs.merge(phase.updates().get(0).role(), lap(), Double::sum);
    }

    @Override
    public void averaged() {
      averageMs += lap();
    }
  }

  /**
   * Measures one stage; a fading one in the middle of its fade.
   *
   * <p>Warms up until the time of an iteration differs little from that of the one before.
   *
   * @param schedule the stage with its minibatch and rates
   * @throws IOException if the dataset cannot be read or is damaged
   */
  public StageResult measure(ScheduleStage schedule) throws IOException {
    ScheduleState middle = schedule.middle();
    Stage stage = Stage.at(middle.lod(), shape.resolutionLog2());
    List<Phase> phases = Phase.of(config);
    state.resetOptimizers();
    BatchSource batches =
        new BatchSource(
            set, config.train(), new Seeds(config.randomSeed()).steps(), state.generator());
    memory.begin();
    try (StageTrainer trainer =
        new StageTrainer(
            config, shape, state, new StageSize(stage, schedule.minibatch()), images -> {})) {
      Timed iteration = new Timed(new Iteration(phases, batches), trainer, middle);
      int warmUps = warmUp(iteration);
      Times[] times = new Times[iterations];
      for (int i = 0; i < iterations; i++) {
        times[i] = iteration.run();
        memory.look();
      }
      Profile profile = profile(iteration);
      Spread data = spread(times, Times::data);
      Spread discriminator = spread(times, Times::discriminator);
      Spread average = spread(times, Times::average);
      Spread generator = spread(times, Times::generator);
      int repeats = config.train().dRepeats();
      double iterationMs =
          data.median() + discriminator.median() + average.median() + generator.median();
      return new StageResult(
          stage,
          middle.lod(),
          schedule.minibatch(),
          warmUps,
          data,
          discriminator,
          average,
          generator,
          // Milliseconds for an image are seconds for a thousand.
          iterationMs / (repeats * schedule.minibatch()),
          StepWork.of(phases, trainer),
          profile.convolutionShare(),
          profile.overheadShare(),
          profile.operationMs(),
          memory.peak(),
          trainer.bufferBytes());
    }
  }

  private static int warmUp(Timed iteration) throws IOException {
    double before = iteration.run().total();
    for (int count = 2; count < MOST_WARM_UPS; count++) {
      double now = iteration.run().total();
      if (count >= LEAST_WARM_UPS && Math.abs(now - before) < SETTLED * before) {
        return count;
      }
      before = now;
    }
    iteration.run();
    return MOST_WARM_UPS;
  }

  private static Spread spread(Times[] times, ToDoubleFunction<Times> part) {
    return Spread.of(Arrays.stream(times).mapToDouble(part).toArray());
  }

  /** Where the time of an iteration goes. */
  private record Profile(
      double convolutionShare, double overheadShare, Map<String, Double> operationMs) {}

  private static Profile profile(Timed iteration) throws IOException {
    OperationTimes times = new OperationTimes();
    iteration.trainer().observe(times);
    double totalMs = 0;
    for (int i = 0; i < PROFILED; i++) {
      Times run = iteration.run();
      totalMs += run.total() - run.data();
    }
    iteration.trainer().observe(null);
    Map<String, Double> operationMs =
        times.nanos().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, entry -> entry.getValue() / MILLI_NANOS / PROFILED));
    return new Profile(
        times.convolutionNanos() / MILLI_NANOS / totalMs,
        1 - times.totalNanos() / MILLI_NANOS / totalMs,
        operationMs);
  }

  /** Frees the networks. */
  @Override
  public void close() {
    state.close();
  }
}
