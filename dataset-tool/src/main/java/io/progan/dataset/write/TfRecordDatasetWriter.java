package io.progan.dataset.write;

import io.progan.dataset.DatasetException;
import io.progan.dataset.IoReason;
import io.progan.dataset.numpy.NpyWriter;
import io.progan.dataset.tfrecord.Checksum;
import io.progan.dataset.tfrecord.DatasetFile;
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
import java.util.List;

/**
 * Writes a dataset: images one by one in their final order, then labels and description. Until
 * {@link #finish} everything lies in a hidden folder under unfinished names; closing without it
 * deletes that folder. Not safe for use by several threads at once.
 */
public final class TfRecordDatasetWriter implements Closeable {
  private static final String UNFINISHED = ".partial";

  private final Path target;
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
    this.target = folder;
    this.folder = new PartialFolder(folder, replace);
    this.name = folder.toAbsolutePath().normalize().getFileName().toString();
  }

  /**
   * Appends an image.
   *
   * @throws DatasetException if its size is not that of the first one
   * @throws IOException if it cannot be written, for example because the disk is full
   */
  public void add(EncodedImage image) throws IOException {
    if (first != null
        && (image.channels() != first.channels() || image.resolution() != first.resolution())) {
      throw new DatasetException(
          "image %d of dataset '%s' is %s, the first one is %s"
              .formatted(count, name, shape(image), shape(first)));
    }
    try {
      if (first == null) {
        first = image;
        openShards(image.records().size());
      }
      for (int i = 0; i < shards.size(); i++) {
        shards.get(i).write(image.records().get(i));
      }
    } catch (IOException e) {
      throw failure(e);
    }
    count++;
  }

  private void openShards(int number) throws IOException {
    for (int i = 0; i < number; i++) {
      String file = DatasetFiles.shardName(name, DatasetFiles.SMALLEST_LOG2 + i);
      shards.add(new TfRecordWriter(unfinished(file)));
    }
  }

  private IOException failure(IOException cause) {
    return new IOException(
        "%s: cannot be written (%s); nothing is left of it".formatted(target, IoReason.of(cause)),
        cause);
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
   * @param labels one row for each image added; of size 0 for none
   * @param notes what else the dataset says about itself
   * @return the description, as it stands in {@code dataset.json}
   */
  public DatasetInfo finish(Labels labels, DatasetNotes notes) throws IOException {
    if (first == null) {
      throw new DatasetException("dataset '" + name + "' has no images");
    }
    if (labels.count() != count) {
      throw new DatasetException(
          "dataset '%s' has %d images but %d labels".formatted(name, count, labels.count()));
    }
    DatasetInfo info;
    try {
      info = writeRest(labels, notes);
    } catch (DatasetException e) {
      throw e;
    } catch (IOException e) {
      throw failure(e);
    }
    folder.moveIntoPlace();
    return info;
  }

  private DatasetInfo writeRest(Labels labels, DatasetNotes notes) throws IOException {
    List<DatasetFile> written = new ArrayList<>();
    for (int i = 0; i < shards.size(); i++) {
      shards.get(i).force();
      shards.get(i).close();
      written.add(shards.get(i).written(finished(files.get(i))));
    }
    if (labels.size() > 0) {
      Path file = unfinished(DatasetFiles.labelsName(name));
      NpyWriter.write(file, labels.toArray());
      force(file);
      written.add(new DatasetFile(finished(file), Files.size(file), Checksum.of(file)));
    }
    if (!notes.skipped().isEmpty()) {
      Path file = unfinished(DatasetNotes.SKIPPED_FILE);
      Files.write(file, notes.skipped());
      force(file);
    }
    DatasetInfo info = describe(labels, notes, written);
    Path infoFile = unfinished(DatasetInfo.FILE_NAME);
    info.write(infoFile);
    force(infoFile);
    for (Path file : files) {
      Files.move(file, file.resolveSibling(finished(file)));
    }
    return info;
  }

  private static String finished(Path unfinished) {
    String fileName = unfinished.getFileName().toString();
    return fileName.substring(0, fileName.length() - UNFINISHED.length());
  }

  private DatasetInfo describe(Labels labels, DatasetNotes notes, List<DatasetFile> written) {
    return new DatasetInfo(
        name,
        notes.source(),
        count,
        first.resolution(),
        first.channels(),
        labels.size(),
        notes.classNames(),
        labels.histogram(),
        notes.origin().withSkipped(notes.skipped().size()),
        written);
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
