package io.progan.app.run;

import io.progan.app.console.Console;
import io.progan.app.console.Progress;
import io.progan.app.mixin.Backend;
import io.progan.app.mixin.BenchmarkOptions;
import io.progan.core.benchmark.Benchmark;
import io.progan.core.benchmark.Machine;
import io.progan.core.benchmark.StageResult;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.preset.ConfigResolver;
import io.progan.presets.schedule.ConfigCheck;
import io.progan.presets.schedule.ScheduleStage;
import io.progan.presets.schedule.TrainingSchedule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** From options to measured stages. */
public final class BenchmarkSetup {

  private static final Path DATA_DIR = Path.of("datasets");

  private final BenchmarkOptions options;
  private final RunConfig config;
  private final DatasetShape shape;

  /**
   * Resolves and checks what is to be timed.
   *
   * @throws io.progan.presets.config.ConfigException if the configuration is wrong
   * @throws IOException if the preset's dataset is there and damaged
   */
  public BenchmarkSetup(BenchmarkOptions options) throws IOException {
    this.options = options;
    this.config = ConfigResolver.resolve(options.request());
    DatasetShape planned = plannedShape(config);
    this.shape =
        new DatasetShape(
            options.resolution().orElse(planned.resolution()),
            planned.numChannels(),
            planned.labelSize());
    ConfigCheck.check(config, shape);
  }

  /** The shape of the preset's dataset, whether it is there or not. */
  private static DatasetShape plannedShape(RunConfig config) throws IOException {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return RunDataset.plan(config.dataset(), DATA_DIR, false, Console.plain(nowhere, nowhere))
        .shape();
  }

  /** The configuration of the networks that are timed. */
  public RunConfig config() {
    return config;
  }

  /** Sets the backend and its threads, and says what computes. */
  public Machine prepare(Backend backend) {
    backend.prepare();
    options.threads().ifPresent(Machine::useThreads);
    return Machine.current();
  }

  /**
   * Times the stages one after the other.
   *
   * @param console gets a progress bar if somebody is watching
   * @param each is told of every stage that has been timed
   */
  public void run(Console console, Consumer<StageResult> each) {
    List<ScheduleStage> stages = stages();
    try (Benchmark benchmark = new Benchmark(config, shape, options.iterations());
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
        new ArrayList<>(
            new TrainingSchedule(config.sched(), shape.resolution(), config.numGpus())
                .stages(config.train().totalKimg()));
    if (options.resolution().isPresent()) {
      stages.removeIf(stage -> stage.resolution() != shape.resolution());
      Collections.reverse(stages);
    }
    return stages;
  }
}
