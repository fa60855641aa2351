package io.progan.dataset.inspect;

import io.progan.dataset.DatasetException;
import io.progan.dataset.tfrecord.Checksum;
import io.progan.dataset.tfrecord.DatasetFile;
import io.progan.dataset.tfrecord.DatasetFiles;
import io.progan.dataset.tfrecord.DatasetInfo;
import io.progan.dataset.tfrecord.Labels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checks labels and {@code dataset.json} against the images. */
final class SideFileCheck {
  private final Path folder;
  private final DatasetFiles files;
  private final List<Fault> faults;

  SideFileCheck(Path folder, DatasetFiles files, List<Fault> faults) {
    this.folder = folder;
    this.files = files;
    this.faults = faults;
  }

  void check(long count, int resolution, int channels) throws IOException {
    Labels labels = files.labels().isPresent() ? labels(files.labels().get(), count) : null;
    Path file = folder.resolve(DatasetInfo.FILE_NAME);
    if (!Files.isRegularFile(file)) {
      return;
    }
    DatasetInfo info;
    try {
      info = DatasetInfo.read(file);
    } catch (DatasetException e) {
      faults.add(Fault.of(DatasetInfo.FILE_NAME, e.getMessage().replace(file + ": ", "")));
      return;
    }
    says("count", info.count(), count);
    says("resolution", info.resolution(), resolution);
    says("channels", info.channels(), channels);
    if (labels != null || files.labels().isEmpty()) {
      says("labelSize", info.labelSize(), labels == null ? 0 : labels.size());
    }
    if (!info.classNames().isEmpty() && labels != null) {
      says("number of classNames", info.classNames().size(), labels.size());
    }
    if (!info.histogram().isEmpty() && labels != null && labels.count() == count) {
      says("histogram", info.histogram(), labels.histogram());
    }
    List<Optional<Fault>> wrong = info.files().parallelStream().map(this::checksum).toList();
    wrong.forEach(fault -> fault.ifPresent(faults::add));
  }

  private void says(String key, Object said, Object found) {
    if (!String.valueOf(said).equals(String.valueOf(found))) {
      faults.add(
          Fault.of(DatasetInfo.FILE_NAME, "says %s %s, found %s".formatted(key, said, found)));
    }
  }

  private Labels labels(Path file, long count) throws IOException {
    String name = file.getFileName().toString();
    Labels labels;
    try {
      labels = Labels.read(file);
    } catch (DatasetException e) {
      faults.add(Fault.of(name, e.getMessage().replace(file + ": ", "")));
      return null;
    }
    if (labels.count() != count) {
      faults.add(Fault.of(name, "has %d labels for %d images".formatted(labels.count(), count)));
    }
    for (int row = 0; row < labels.count(); row++) {
      for (float value : labels.row(row)) {
        if (!Float.isFinite(value)) {
          faults.add(new Fault(name, row, -1, "label holds " + value));
          break;
        }
      }
    }
    return labels;
  }

  private Optional<Fault> checksum(DatasetFile said) {
    Path file = folder.resolve(said.name());
    String problem = null;
    try {
      if (!file.normalize().getParent().equals(folder.normalize()) || !Files.isRegularFile(file)) {
        problem = "file is missing, " + DatasetInfo.FILE_NAME + " lists it";
      } else if (Files.size(file) != said.bytes()) {
        problem =
            "has %d bytes, %s says %d"
                .formatted(Files.size(file), DatasetInfo.FILE_NAME, said.bytes());
      } else if (said.sha256() != null && !Checksum.of(file).equals(said.sha256())) {
        problem = "has another SHA-256 checksum than " + DatasetInfo.FILE_NAME + " says";
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.ofNullable(problem).map(p -> Fault.of(said.name(), p));
  }
}
