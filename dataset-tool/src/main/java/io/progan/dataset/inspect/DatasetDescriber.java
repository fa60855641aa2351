package io.progan.dataset.inspect;

import io.progan.dataset.tfrecord.DatasetFile;
import io.progan.dataset.tfrecord.DatasetFiles;
import io.progan.dataset.tfrecord.DatasetInfo;
import io.progan.dataset.tfrecord.TfRecordDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Completes what a dataset says about itself. */
public final class DatasetDescriber {
  private DatasetDescriber() {}

  /**
   * The description in {@code dataset.json}, or what the files show where it says nothing.
   *
   * @param checksums whether missing checksums are computed, which reads all files
   * @throws io.progan.dataset.DatasetException if the dataset is damaged
   * @throws CancellationException if the watcher stopped the work
   */
  public static DatasetInfo describe(TfRecordDataset dataset, boolean checksums, Watcher watcher)
      throws IOException {
    DatasetInfo known = dataset.info().orElse(null);
    List<DatasetFile> files = known == null ? List.of() : known.files();
    boolean complete = !files.isEmpty();
    boolean counted = known != null && (!known.histogram().isEmpty() || known.labelSize() == 0);
    return new DatasetInfo(
        dataset.name(),
        known == null ? null : known.source(),
        dataset.numImages(),
        dataset.resolution(),
        dataset.numChannels(),
        dataset.labelSize(),
        dataset.classNames(),
        counted ? known.histogram() : dataset.labels().histogram(),
        known == null ? null : known.origin(),
        complete ? files : files(dataset, checksums, watcher));
  }

  private static List<DatasetFile> files(
      TfRecordDataset dataset, boolean checksums, Watcher watcher) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (int log2 = DatasetFiles.SMALLEST_LOG2; log2 <= dataset.resolutionLog2(); log2++) {
      paths.add(dataset.shard(log2).file());
    }
    DatasetFiles.scan(dataset.folder()).labels().ifPresent(paths::add);
    List<DatasetFile> files = new ArrayList<>();
    for (Path path : paths) {
      if (watcher.cancelled()) {
        throw new CancellationException("stopped while computing checksums");
      }
      String name = path.getFileName().toString();
      files.add(checksums ? DatasetFile.of(path) : new DatasetFile(name, Files.size(path), null));
      watcher.progress(files.size(), paths.size());
    }
    return files;
  }
}
