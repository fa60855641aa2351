package io.progan.dataset.merge;

import io.progan.dataset.DatasetException;
import io.progan.dataset.tfrecord.Checksum;
import io.progan.dataset.tfrecord.DatasetFiles;
import io.progan.dataset.tfrecord.DatasetInfo;
import io.progan.dataset.tfrecord.Labels;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.dataset.write.BuildListener;
import io.progan.dataset.write.DatasetNotes;
import io.progan.dataset.write.Skipped;
import io.progan.dataset.write.TfRecordDatasetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Joins the parts of a dataset that were made apart. The files equal those of the dataset made at
 * once, because each part holds a range of the whole's order: records, labels, counts, class names.
 * One image is in memory at a time, and the labels of all.
 */
public final class DatasetMerger {
  private final Parts parts;

  private DatasetMerger(Parts parts) {
    this.parts = parts;
  }

  /**
   * Opens all parts, named in any order, and checks that they make up one dataset.
   *
   * @param folders at least one, else {@link IllegalArgumentException}
   * @throws DatasetException if a folder is no part, damaged, made from another source or with
   *     other options than the rest, or if a part is missing or there twice
   */
  public static DatasetMerger open(List<Path> folders) throws IOException {
    return new DatasetMerger(Parts.open(folders));
  }

  /** How many images the joined dataset has. */
  public int count() {
    int count = 0;
    for (TfRecordDataset part : parts.datasets()) {
      count += part.numImages();
    }
    return count;
  }

  /**
   * Copies the parts into one dataset, checking each record's CRCs and each file's SHA-256
   * checksum; a folder of that name comes into being only when all is done.
   *
   * @param replace whether a dataset in that folder is replaced
   * @return the description that stands in {@code dataset.json}
   * @throws DatasetException if a part is damaged or the folder cannot be made
   * @throws CancellationException if the listener stopped the work
   */
  public DatasetInfo mergeInto(Path folder, boolean replace, BuildListener listener)
      throws IOException {
    Labels labels = labels();
    List<String> skipped = skipped();
    try (TfRecordDatasetWriter writer = new TfRecordDatasetWriter(folder, replace)) {
      copy(writer, listener);
      DatasetNotes notes =
          new DatasetNotes(parts.source(), parts.info().classNames(), parts.origin(), skipped);
      return writer.finish(labels, notes);
    }
  }

  private void copy(TfRecordDatasetWriter writer, BuildListener listener) throws IOException {
    int total = count();
    int done = 0;
    listener.progress(done, total);
    for (TfRecordDataset part : parts.datasets()) {
      try (PartReader reader = new PartReader(part)) {
        for (int i = 0; i < part.numImages(); i++) {
          if (listener.cancelled()) {
            throw new CancellationException("stopped after " + done + " of " + total);
          }
          writer.add(reader.next());
          listener.progress(++done, total);
        }
        reader.checkChecksums();
      }
    }
  }

  private Labels labels() throws IOException {
    int size = parts.info().labelSize();
    float[] values = new float[Math.multiplyExact(count(), size)];
    int row = 0;
    for (TfRecordDataset part : parts.datasets()) {
      Path file = DatasetFiles.scan(part.folder()).labels().orElse(null);
      if (file != null) {
        PartReader.check(part, file, Checksum.of(file));
      }
      for (int i = 0; i < part.numImages(); i++) {
        part.labels().copyRow(i, values, row++ * size);
      }
    }
    return new Labels(count(), size, values);
  }

  private List<String> skipped() throws IOException {
    List<String> atFirst = List.of();
    List<String> damaged = new ArrayList<>();
    for (TfRecordDataset part : parts.datasets()) {
      List<String> lines = skipped(part);
      int split = Parts.info(part).origin().part().leftOut();
      atFirst = lines.subList(0, split); // the same in all
      damaged.addAll(lines.subList(split, lines.size()));
    }
    return new Skipped(atFirst, damaged).lines();
  }

  private static List<String> skipped(TfRecordDataset part) throws IOException {
    long count = Parts.info(part).origin().skipped();
    Path file = part.folder().resolve(DatasetNotes.SKIPPED_FILE);
    if (count == 0) {
      return List.of();
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new DatasetException(file + ": is missing, the part left out " + count + " images", e);
    }
    if (lines.size() != count) {
      throw new DatasetException(
          "%s: has %d lines, the part left out %d images".formatted(file, lines.size(), count));
    }
    return lines;
  }
}
