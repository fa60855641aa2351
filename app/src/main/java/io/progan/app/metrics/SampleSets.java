package io.progan.app.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.dataset.Datasets;
import io.progan.app.dataset.PictureOpener;
import io.progan.dataset.source.PictureOptions;
import io.progan.dataset.tfrecord.DatasetFiles;
import io.progan.dataset.tfrecord.TfRecordDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/** Opens what people name as sets of images. */
public final class SampleSets {

  private final PictureOpener opener;
  private final PictureOptions options;
  private boolean pictures;

  /**
   * @param opener looks at the pictures
   * @param options how pictures become images; datasets and arrays are taken as they are
   */
  public SampleSets(PictureOpener opener, PictureOptions options) {
    this.opener = opener;
    this.options = options;
  }

  /**
   * Opens a dataset, a folder or an archive of pictures, or a NumPy file.
   *
   * @throws io.progan.dataset.DatasetException if it is none of them, damaged, or holds pictures
   *     that cannot be used
   */
  SampleSet open(Path path) throws IOException {
    if (path.toString().isEmpty()) {
      throw CommandFailure.wrongUsage("--fakes, --reals: a path is empty");
    }
    Datasets.restore(path);
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    if (Files.isDirectory(path) && DatasetFiles.holdsDataset(path)) {
      return new ShardSamples(TfRecordDataset.open(path), OptionalLong.empty());
    }
    if (Files.isRegularFile(path) && path.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
      return ArraySamples.open(path);
    }
    pictures = true;
    return PictureSamples.open(path, opener.open(path, options), options);
  }

  /**
   * Checks that the options were not in vain.
   *
   * @throws CommandFailure if none of the sets that were opened is of pictures
   */
  void check() {
    if (!pictures && !options.equals(PictureOptions.STANDARD)) {
      throw CommandFailure.wrongUsage(
          "--resolution, --crop, --channels and the like: only for folders and archives of pictures");
    }
  }
}
