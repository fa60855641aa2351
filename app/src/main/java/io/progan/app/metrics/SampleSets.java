package io.progan.app.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.dataset.Datasets;
import io.progan.dataset.source.PictureSource;
import io.progan.dataset.tfrecord.DatasetFiles;
import io.progan.dataset.tfrecord.TfRecordDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Opens what people name as a set of images. */
final class SampleSets {

  private SampleSets() {}

  /**
   * Opens a dataset, a folder of pictures or a NumPy file.
   *
   * @throws CommandFailure if it is none of them
   * @throws io.progan.dataset.DatasetException if it is damaged
   */
  static SampleSet open(Path path) throws IOException {
    Datasets.restore(path);
    if (Files.isDirectory(path)) {
      return DatasetFiles.holdsDataset(path)
          ? new ShardSamples(TfRecordDataset.open(path), OptionalLong.empty())
          : new FolderSamples(path, PictureSource.open(path));
    }
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    if (path.getFileName().toString().endsWith(".npy")) {
      return ArraySamples.read(path);
    }
    throw CommandFailure.wrongUsage(
        path + ": is a file; name a dataset, a folder of pictures, or a .npy file");
  }
}
