package io.progan.dataset.write;

import io.progan.dataset.DatasetException;
import io.progan.dataset.numpy.NpyWriter;
import io.progan.dataset.tfrecord.DatasetFiles;
import io.progan.dataset.tfrecord.DatasetInfo;
import io.progan.dataset.tfrecord.Labels;
import io.progan.dataset.tfrecord.TfRecordWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a dataset: images one by one in their final order, then labels and description. Until
 * {@link #finish} everything lies in a hidden folder under unfinished names; closing without it
 * deletes that folder. Not safe for use by several threads at once.
 */
public final class TfRecordDatasetWriter implements Closeable {
  private static final String UNFINISHED = ".partial";

  private final String name;
  private final PartialFolder folder;
  private final List<TfRecordWriter> shards = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private EncodedImage first;
  private int count;

  /**
   * Begins a dataset, which takes its name from the folder.
   *
   * @param replace whether a dataset in that folder is replaced at the end
   * @throws DatasetException if the folder cannot be made or holds what must not be replaced
   */
  public TfRecordDatasetWriter(Path folder, boolean replace) throws IOException {
    this.folder = new PartialFolder(folder, replace);
    this.name = folder.toAbsolutePath().normalize().getFileName().toString();
  }

  /** Appends an image; {@link DatasetException} if its size is not that of the first one. */
  public void add(EncodedImage image) throws IOException {
    if (first == null) {
      first = image;
      for (int i = 0; i < image.records().size(); i++) {
        String file = DatasetFiles.shardName(name, DatasetFiles.SMALLEST_LOG2 + i);
        shards.add(new TfRecordWriter(unfinished(file)));
      }
    }
    if (image.channels() != first.channels() || image.resolution() != first.resolution()) {
      throw new DatasetException(
          "image %d of dataset '%s' is %s, the first one is %s"
              .formatted(count, name, shape(image), shape(first)));
    }
    for (int i = 0; i < shards.size(); i++) {
      shards.get(i).write(image.records().get(i));
    }
    count++;
  }

  private static String shape(EncodedImage image) {
    return "%d x %d x %d".formatted(image.channels(), image.resolution(), image.resolution());
  }

  private Path unfinished(String fileName) {
    Path file = folder.path().resolve(fileName + UNFINISHED);
    files.add(file);
    return file;
  }

  /**
   * Writes labels and description, puts everything on the disk and moves the dataset into place.
   *
   * @param source where the images came from, in words
   * @param labels one row for each image added; of size 0 for none
   * @param classNames what the numbers of a label stand for; may be empty
   * @return the description, as it stands in {@code dataset.json}
   */
  public DatasetInfo finish(String source, Labels labels, List<String> classNames)
      throws IOException {
    if (first == null) {
      throw new DatasetException("dataset '" + name + "' has no images");
    }
    if (labels.count() != count) {
      throw new DatasetException(
          "dataset '%s' has %d images but %d labels".formatted(name, count, labels.count()));
    }
    if (labels.size() > 0) {
      Path file = unfinished(DatasetFiles.labelsName(name));
      NpyWriter.write(file, labels.toArray());
      force(file);
    }
    DatasetInfo info = describe(source, labels, classNames);
    Path infoFile = unfinished(DatasetInfo.FILE_NAME);
    info.write(infoFile);
    force(infoFile);
    for (TfRecordWriter shard : shards) {
      shard.force();
      shard.close();
    }
    for (Path file : files) {
      String unfinished = file.getFileName().toString();
      String finished = unfinished.substring(0, unfinished.length() - UNFINISHED.length());
      Files.move(file, file.resolveSibling(finished));
    }
    folder.moveIntoPlace();
    return info;
  }

  private DatasetInfo describe(String source, Labels labels, List<String> classNames) {
    Long[] histogram = new Long[labels.size()];
    Arrays.fill(histogram, 0L);
    float[] row = new float[labels.size()];
    for (int i = 0; i < labels.count(); i++) {
      labels.copyRow(i, row, 0);
      for (int k = 0; k < row.length; k++) {
        histogram[k] += row[k] > 0.5f ? 1 : 0;
      }
    }
    return new DatasetInfo(
        name,
        source,
        count,
        first.resolution(),
        first.channels(),
        labels.size(),
        classNames,
        List.of(histogram));
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Deletes what is unfinished; does nothing after {@link #finish}. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (TfRecordWriter shard : shards) {
      try {
        shard.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    folder.close();
    if (failure != null) {
      throw failure;
    }
  }
}
