package io.progan.app.run;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.dataset.DatasetMaker;
import io.progan.core.dataset.ShardTrainingSet;
import io.progan.core.dataset.SyntheticTrainingSet;
import io.progan.core.dataset.TrainingSet;
import io.progan.core.training.Seeds;
import io.progan.dataset.DatasetException;
import io.progan.dataset.numpy.RandomState;
import io.progan.dataset.source.EmojiSource;
import io.progan.dataset.source.ImageSource;
import io.progan.dataset.tfrecord.DatasetFiles;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.presets.config.DatasetConfig;
import io.progan.presets.config.DatasetKind;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The images of a run.
 *
 * @param shape what the networks must know, with the labels that the run uses
 * @param files the dataset on disk; empty for synthetic images and for a plan without a dataset
 */
public record RunDataset(DatasetShape shape, Optional<TfRecordDataset> files) {

  private static final int PLANNED_RESOLUTION = 1024;
  private static final int PLANNED_CHANNELS = 3;

  /**
   * Opens the dataset; makes the bundled one if it is missing, and says so.
   *
   * @param place where it is looked for
   * @param maker makes the bundled dataset
   * @throws CommandFailure naming the folder that was looked for, if there is none
   * @throws DatasetException if the dataset is damaged
   */
  public static RunDataset open(DatasetConfig config, DatasetPlace place, DatasetMaker maker)
      throws IOException {
    if (config.kind() == DatasetKind.SYNTHETIC) {
      return synthetic(config);
    }
    DatasetFolder folder = place.find(config.tfrecordDir());
    if (folder.missing()) {
      if (!folder.bundled()) {
        throw folder.notFound();
      }
      makeBundled(folder.path(), maker);
    }
    return ofFiles(config, folder.path());
  }

  /**
   * What the dataset looks like, or would look like: writes nothing and asks for no folder.
   *
   * @param chosen whether the user named the dataset; then it must exist, or its shape be given
   * @throws CommandFailure if nothing says what the images look like
   */
  public static RunDataset plan(DatasetConfig config, Path dataDir, boolean chosen, Console console)
      throws IOException {
    if (config.kind() == DatasetKind.SYNTHETIC) {
      return synthetic(config);
    }
    DatasetFolder folder = DatasetFolder.locate(config.tfrecordDir(), dataDir);
    if (!folder.missing()) {
      return ofFiles(config, folder.path());
    }
    if (folder.bundled()) {
      console.note(folder.path() + ": not there yet; training makes it");
      return bundled(config);
    }
    if (chosen && config.resolution() == null) {
      throw CommandFailure.wrongUsage(
          folder.notFound().getMessage()
              + "; to plan without it, add --set dataset.resolution=N --set dataset.numChannels=3");
    }
    int resolution = config.resolution() == null ? PLANNED_RESOLUTION : config.resolution();
    int channels = config.numChannels() == null ? PLANNED_CHANNELS : config.numChannels();
    int labels = config.maxLabelSize().limit().orElse(0);
    console.note(
        ("%s: there is no such dataset folder; planned for %dx%d %s %s"
                + " (dataset.resolution and dataset.numChannels change that)")
            .formatted(
                folder.path(),
                resolution,
                resolution,
                channels == 1 ? "grey" : "RGB",
                labels == 0 ? "without labels" : "with labels of " + labels));
    return new RunDataset(new DatasetShape(resolution, channels, labels), Optional.empty());
  }

  /** The real images in the order of the run's seed; owned by the caller. */
  TrainingSet trainingSet(RunConfig config) {
    RandomState order = new Seeds(config.randomSeed()).order();
    return files
        .<TrainingSet>map(found -> new ShardTrainingSet(found, config.dataset(), order))
        .orElseGet(() -> new SyntheticTrainingSet(shape));
  }

  private static RunDataset synthetic(DatasetConfig config) {
    DatasetShape shape = new DatasetShape(config.resolution(), config.numChannels(), 0);
    return new RunDataset(shape, Optional.empty());
  }

  private static RunDataset ofFiles(DatasetConfig config, Path folder) throws IOException {
    TfRecordDataset files = TfRecordDataset.open(folder);
    int labelSize = config.maxLabelSize().apply(files.labelSize());
    DatasetShape shape = new DatasetShape(files.resolution(), files.numChannels(), labelSize);
    return new RunDataset(shape, Optional.of(files));
  }

  private static RunDataset bundled(DatasetConfig config) throws IOException {
    try (ImageSource source = new EmojiSource()) {
      int labelSize = config.maxLabelSize().apply(source.labelSize());
      int side = source.image(0).width();
      int channels = source.image(0).channels();
      return new RunDataset(new DatasetShape(side, channels, labelSize), Optional.empty());
    }
  }

  private static void makeBundled(Path folder, DatasetMaker maker) throws IOException {
    try (ImageSource source = new EmojiSource()) {
      maker.makeMissing(source, folder);
    } catch (DatasetException e) {
      if (!DatasetFiles.holdsDataset(folder)) {
        throw e; // unless another process was quicker
      }
    }
  }
}
