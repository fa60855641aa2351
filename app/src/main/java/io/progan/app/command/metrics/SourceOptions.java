package io.progan.app.command.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.dataset.DatasetMaker;
import io.progan.app.dataset.PictureOpener;
import io.progan.app.metrics.RunReals;
import io.progan.app.metrics.SampleSets;
import io.progan.app.metrics.SnapshotFile;
import io.progan.app.mixin.PictureArguments;
import io.progan.dataset.source.PictureOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Options that say where a run and its dataset are, or else how the pictures of {@code --fakes} and
 * {@code --reals} become images.
 */
final class SourceOptions {

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

  @Mixin private final PictureArguments pictures = new PictureArguments();

  /**
   * For a command that is about a run.
   *
   * @throws CommandFailure if an option about pictures was given
   */
  void refusePictures() {
    if (!pictureOptions().equals(PictureOptions.STANDARD)) {
      throw CommandFailure.wrongUsage(
          "--resolution, --crop, --channels and the like: only with --fakes; leave them out");
    }
  }

  /** What opens sets of images. */
  SampleSets sets(Console console, StopSignal stop) {
    return new SampleSets(PictureOpener.brief(console, stop), pictureOptions());
  }

  private PictureOptions pictureOptions() {
    return new PictureOptions(pictures.fit(), pictures.channels(), pictures.upright(), false, null);
  }

  /**
   * For a command that is not about a run.
   *
   * @throws CommandFailure if an option about a run was given
   */
  void refuseRun() {
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
    return SnapshotFile.find(target, results == null ? Path.of("results") : results);
  }
}
