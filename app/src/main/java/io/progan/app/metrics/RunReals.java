package io.progan.app.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.dataset.DatasetMaker;
import io.progan.app.run.DatasetPlace;
import io.progan.app.run.RunDataset;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.SnapshotInfo;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds the dataset that a run was trained on. */
public final class RunReals {

  private final Optional<String> dataset;
  private final Optional<Path> dataDir;
  private final DatasetMaker maker;

  /**
   * @param dataset where the images are now, by name or path; empty for where the run has them
   * @param dataDir the folder that holds the datasets now; empty likewise
   * @param maker makes the bundled dataset if it is missing
   */
  public RunReals(Optional<String> dataset, Optional<Path> dataDir, DatasetMaker maker) {
    this.dataset = dataset;
    this.dataDir = dataDir;
    this.maker = maker;
  }

  /**
   * Opens the dataset of a run.
   *
   * @param snapshot one of its networks
   * @param mirrorSeed for reals that are mirrored at random, if the training did so
   * @throws CommandFailure if there is none, or one of other images
   * @throws IOException if it is damaged
   */
  ShardSamples open(SnapshotFile snapshot, long mirrorSeed) throws IOException {
    SnapshotInfo info = snapshot.info();
    RunConfig config = config(info);
    RunFolder run = new RunFolder(snapshot.path().toAbsolutePath().getParent());
    DatasetPlace place = DatasetPlace.ofRun(run, dataset, dataDir);
    RunDataset opened = RunDataset.open(config.dataset(), place, maker);
    TfRecordDataset files =
        opened
            .files()
            .orElseThrow(
                () ->
                    CommandFailure.wrongUsage(
                        "the run was trained on synthetic images; name reals with --dataset"));
    DatasetShape trained = info.dataset();
    DatasetShape found = opened.shape();
    if (found.resolution() != trained.resolution()
        || found.numChannels() != trained.numChannels()
        || found.labelSize() != trained.labelSize()) {
      throw CommandFailure.wrongUsage(
          ("%s: the run was trained on other images, of %d pixels, %d channels and labels of %d; name"
                  + " its dataset with --dataset or --data-dir")
              .formatted(
                  files.folder(),
                  trained.resolution(),
                  trained.numChannels(),
                  trained.labelSize()));
    }
    boolean mirror = config.train().mirrorAugment();
    return new ShardSamples(files, mirror ? OptionalLong.of(mirrorSeed) : OptionalLong.empty());
  }

  private RunConfig config(SnapshotInfo info) {
    return dataset
        .map(
            name ->
                ConfigJson.with(info.runConfig(), Map.of("dataset", Map.of("tfrecordDir", name))))
        .orElseGet(info::runConfig);
  }
}
