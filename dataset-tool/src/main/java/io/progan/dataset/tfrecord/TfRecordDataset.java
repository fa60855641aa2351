package io.progan.dataset.tfrecord;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A dataset folder: {@code NAME-rNN.tfrecords} for each resolution from 4 x 4 (r02) up, {@code
 * NAME-rxx.labels} and {@code dataset.json} if there are any. Opening it reads the first image of
 * each file and the labels, so it is quick; images are streamed through {@link #shard}.
 */
public final class TfRecordDataset {
  private final Path folder;
  private final String name;
  private final List<TfRecordShard> shards;
  private final Labels labels;
  private final DatasetInfo info;

  private TfRecordDataset(
      Path folder, String name, List<TfRecordShard> shards, Labels labels, DatasetInfo info) {
    this.folder = folder;
    this.name = name;
    this.shards = List.copyOf(shards);
    this.labels = labels;
    this.info = info;
  }

  /**
   * Opens a folder and checks that its parts belong together: all resolutions, square, of the same
   * channels and number of images, as many labels.
   *
   * @throws DatasetException if they do not; the message names the file
   */
  public static TfRecordDataset open(Path folder) throws IOException {
    DatasetFiles files = DatasetFiles.find(folder);
    List<TfRecordShard> shards = files.inspectShards();
    TfRecordShard last = shards.get(shards.size() - 1);
    Labels labels = labels(files, last);
    DatasetInfo info = info(folder.resolve(DatasetInfo.FILE_NAME), last, labels);
    return new TfRecordDataset(folder, files.name(), shards, labels, info);
  }

  private static DatasetInfo info(Path file, TfRecordShard largest, Labels labels)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    DatasetInfo info = DatasetInfo.read(file);
    String said = "%d images of %d pixels".formatted(info.count(), info.resolution());
    String found = "%d images of %d pixels".formatted(largest.count(), largest.resolution());
    if (!said.equals(found)) {
      throw new DatasetException(
          "%s: describes %s, the folder holds %s; a file is missing or from another dataset"
              .formatted(file, said, found));
    }
    if (!info.classNames().isEmpty() && info.classNames().size() != labels.size()) {
      throw new DatasetException(
          "%s: names %d classes, the labels have %d; mend or delete the file"
              .formatted(file, info.classNames().size(), labels.size()));
    }
    return info;
  }

  private static Labels labels(DatasetFiles files, TfRecordShard shard) throws IOException {
    if (shard.count() > Integer.MAX_VALUE) {
      throw new DatasetException(shard.file() + ": more than 2147483647 images");
    }
    if (files.labels().isEmpty()) {
      return Labels.none((int) shard.count());
    }
    Labels labels = Labels.readFinite(files.labels().get());
    if (labels.count() != shard.count()) {
      throw new DatasetException(
          "%s: %d labels for %d images; the file belongs to another dataset or is damaged"
              .formatted(files.labels().get(), labels.count(), shard.count()));
    }
    return labels;
  }

  /** The folder that was opened. */
  public Path folder() {
    return folder;
  }

  /** What the names of the files begin with. */
  public String name() {
    return name;
  }

  /** Height and width of the largest images. */
  public int resolution() {
    return 1 << resolutionLog2();
  }

  /** The binary logarithm of {@link #resolution}. */
  public int resolutionLog2() {
    return shards.get(shards.size() - 1).resolutionLog2();
  }

  /** 1 for greyscale, 3 for red, green and blue. */
  public int numChannels() {
    return shards.get(0).channels();
  }

  /** The number of images. */
  public int numImages() {
    return labels.count();
  }

  /**
   * The images at {@code 2^resolutionLog2} pixels, 2 to {@link #resolutionLog2}, else {@link
   * IllegalArgumentException}.
   */
  public TfRecordShard shard(int resolutionLog2) {
    if (resolutionLog2 < DatasetFiles.SMALLEST_LOG2 || resolutionLog2 > resolutionLog2()) {
      throw new IllegalArgumentException(
          "dataset '%s' has resolutions 2^2 to 2^%d, not 2^%d"
              .formatted(name, resolutionLog2(), resolutionLog2));
    }
    return shards.get(resolutionLog2 - DatasetFiles.SMALLEST_LOG2);
  }

  /** All labels, one row an image; of size 0 if the dataset has none. */
  public Labels labels() {
    return labels;
  }

  /** The numbers of a label, 0 if the dataset has no labels. */
  public int labelSize() {
    return labels.size();
  }

  /** What the numbers of a label stand for; empty if not known. */
  public List<String> classNames() {
    return info == null ? List.of() : info.classNames();
  }

  /** The dataset's own description, if it has one. */
  public Optional<DatasetInfo> info() {
    return Optional.ofNullable(info);
  }
}
