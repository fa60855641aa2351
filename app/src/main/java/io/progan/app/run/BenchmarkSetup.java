package io.progan.app.run;

import io.progan.app.choice.Backend;
import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.Progress;
import io.progan.core.benchmark.Benchmark;
import io.progan.core.benchmark.StageResult;
import io.progan.core.dataset.TrainingSet;
import io.progan.core.device.Machine;
import io.progan.core.plan.lowering.Lowerings;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.Kernels;
import io.progan.presets.config.RunConfig;
import io.progan.presets.preset.ConfigResolver;
import io.progan.presets.schedule.ConfigCheck;
import io.progan.presets.schedule.ScheduleStage;
import io.progan.presets.schedule.TrainingSchedule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** From what a user asks for to measured stages. */
public final class BenchmarkSetup {

  private final BenchmarkRequest request;
  private final RunConfig config;
  private final RunDataset dataset;
  private Kernels kernels = Kernels.AUTO;

  /**
   * Resolves and checks what is to be timed.
   *
   * @throws io.progan.presets.config.ConfigException if the configuration is wrong
   * @throws IOException if the preset's dataset is there and damaged
   */
  public BenchmarkSetup(BenchmarkRequest request) throws IOException {
    this.request = request;
    this.config = ConfigResolver.resolve(request.config());
    this.dataset = request.namesDataset() ? named() : synthetic();
    ConfigCheck.check(config, dataset.shape());
  }

  private RunDataset named() throws IOException {
    RunDataset found = RunDataset.plan(config.dataset(), request.dataDir(), true, silent());
    int resolution = found.shape().resolution();
    if (found.files().isEmpty()) {
      throw DatasetFolder.locate(config.dataset().tfrecordDir(), request.dataDir()).notFound();
    }
    if (request.resolution().orElse(resolution) != resolution) {
      throw CommandFailure.wrongUsage(
          "--resolution: the dataset's networks are for %d pixels; leave it out, or time %d without --dataset"
              .formatted(resolution, request.resolution().getAsInt()));
    }
    return found;
  }

  /** Images of the shape of the preset's dataset, whether it is there or not. */
  private RunDataset synthetic() throws IOException {
    DatasetShape planned =
        RunDataset.plan(config.dataset(), request.dataDir(), false, silent()).shape();
    return new RunDataset(
        new DatasetShape(
            request.resolution().orElse(planned.resolution()),
            planned.numChannels(),
            planned.labelSize()),
        Optional.empty());
  }

  private static Console silent() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return Console.plain(nowhere, nowhere);
  }

  /** The configuration of the networks that are timed. */
  public RunConfig config() {
    return config;
  }

  /** What computes convolutions, once the backend is ready. */
  public Kernels kernels() {
    return kernels;
  }

  /** Sets the backend, its kernels and its threads, and says what computes. */
  public Machine prepare(Backend backend) {
    backend.prepare();
    kernels = Lowerings.use(config.train().kernels());
    request.threads().ifPresent(Machine::useThreads);
    return Machine.current();
  }

  /**
   * Times the stages one after the other.
   *
   * @param console gets a progress bar if somebody is watching
   * @param each is told of every stage that has been timed
   * @throws IOException if the dataset cannot be read or is damaged
   */
  public void run(Console console, Consumer<StageResult> each) throws IOException {
    List<ScheduleStage> stages = stages();
    try (TrainingSet set = dataset.trainingSet(config);
        Benchmark benchmark = new Benchmark(config, set, request.iterations());
        Progress progress = new Progress(console, "timing stages")) {
      for (int i = 0; i < stages.size(); i++) {
        progress.update(i, stages.size());
        each.accept(benchmark.measure(stages.get(i)));
      }
      progress.update(stages.size(), stages.size());
    }
  }

  /** What is timed: all that the schedule passes, or the last resolution, stable first. */
  List<ScheduleStage> stages() {
    List<ScheduleStage> stages =
        new ArrayList<>(TrainingSchedule.of(config, dataset.shape().resolution()).stages());
    if (request.resolution().isPresent()) {
      stages.removeIf(stage -> stage.resolution() != dataset.shape().resolution());
      Collections.reverse(stages);
    }
    return stages;
  }
}
