package io.progan.app.command.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.dataset.DatasetMaker;
import io.progan.app.metrics.RunReals;
import io.progan.app.metrics.RunSnapshots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say where a run and its dataset are. */
final class RunPlaceOptions {

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Folder that holds the runs (default: results).")
  private Path results;

  @Option(
      names = "--dataset",
      paramLabel = "NAME|DIR",
      description = "Where the run's dataset is now (default: where the run had it).")
  private String dataset;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Folder that holds the datasets now (default: the run's, or datasets if its dataset has"
              + " moved).")
  private Path dataDir;

  /**
   * For a command that is not about a run.
   *
   * @throws CommandFailure if one of them was given
   */
  void refuse() {
    String given = results != null ? "--results" : dataset != null ? "--dataset" : "--data-dir";
    if (results != null || dataset != null || dataDir != null) {
      throw CommandFailure.wrongUsage(given + ": only with a run or snapshot; leave it out");
    }
  }

  /** Finds the dataset of a run. */
  RunReals reals(Console console, StopSignal stop) {
    return new RunReals(
        Optional.ofNullable(dataset),
        Optional.ofNullable(dataDir),
        new DatasetMaker(console, stop));
  }

  /**
   * The snapshots of a run, the newest first.
   *
   * @param target a snapshot file; or {@code latest}, a run's number, folder or folder name
   */
  List<Path> snapshots(String target) throws IOException {
    return RunSnapshots.find(target, results == null ? Path.of("results") : results);
  }
}
