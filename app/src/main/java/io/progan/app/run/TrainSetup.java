package io.progan.app.run;

import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.dataset.DatasetMaker;
import io.progan.app.dataset.Datasets;
import io.progan.app.mixin.Backend;
import io.progan.app.mixin.RunOptions;
import io.progan.app.mixin.SafetyOptions;
import io.progan.presets.config.RunConfig;
import io.progan.presets.preset.ConfigResolver;
import io.progan.presets.schedule.ConfigCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** From options to a run: resolves, opens and checks, in the order in which errors cost least. */
public final class TrainSetup {

  private final RunOptions options;
  private final SafetyOptions safety;
  private final Backend backend;
  private final Console console;
  private final StopSignal stop;

  /** A set-up from parsed options. */
  public TrainSetup(
      RunOptions options, SafetyOptions safety, Backend backend, Console console, StopSignal stop) {
    this.options = options;
    this.safety = safety;
    this.backend = backend;
    this.console = console;
    this.stop = stop;
  }

  /**
   * What the run would do; writes nothing.
   *
   * @throws io.progan.presets.config.ConfigException if the configuration is wrong
   * @throws IOException if the dataset is damaged
   */
  public RunPlan plan() throws IOException {
    RunConfig config = ConfigResolver.resolve(options.request());
    RunDataset dataset =
        RunDataset.plan(config.dataset(), options.dataDir(), options.namesDataset(), console);
    List<String> notes = check(config, dataset);
    if (backend == Backend.CPU) {
      replicas(config, backend).ifPresent(notes::add);
    }
    notes.forEach(console::note);
    return new RunPlan(config, dataset.shape());
  }

  /**
   * The run, ready to start.
   *
   * @param version of the programme, for the run's record
   * @throws io.progan.presets.config.ConfigException if the configuration is wrong
   * @throws IOException if the dataset is damaged or a folder cannot be made
   */
  public TrainRun open(String version) throws IOException {
    RunConfig config = ConfigResolver.resolve(options.request());
    backend.prepare();
    ResultsFolder results = new ResultsFolder(options.results());
    results.check();
    RunDataset dataset =
        RunDataset.open(
            config.dataset(), DatasetPlace.in(options.dataDir()), new DatasetMaker(console, stop));
    List<String> notes = check(config, dataset);
    results.make();
    replicas(config, backend).ifPresent(notes::add);
    notes.forEach(console::note);
    String name = RunName.of(config, options.preset(), options.overlays());
    RunPlace place = new RunPlace(options.results(), name, Optional.empty());
    return new TrainRun(config, dataset, place, safety, version, console, stop);
  }

  private static List<String> check(RunConfig config, RunDataset dataset) {
    ConfigCheck.check(config, dataset.shape());
    boolean wanted = config.dataset().maxLabelSize().apply(Integer.MAX_VALUE) > 0;
    List<String> notes = new ArrayList<>();
    dataset.files().flatMap(Datasets::partNote).ifPresent(notes::add);
    if (wanted && dataset.shape().labelSize() == 0) {
      notes.add("the dataset has no labels, so dataset.maxLabelSize has no effect");
    }
    return notes;
  }

  /** Says so when replicas have to share devices. */
  static Optional<String> replicas(RunConfig config, Backend backend) {
    int replicas = config.numGpus();
    int devices = replicas == 1 ? 1 : backend.devices();
    if (replicas <= devices) {
      return Optional.empty();
    }
    String shared = devices == 1 ? "one device" : devices + " devices";
    String kind = backend.optionName().toUpperCase(Locale.ROOT);
    return Optional.of("%d replicas share %s (%s)".formatted(replicas, shared, kind));
  }
}
