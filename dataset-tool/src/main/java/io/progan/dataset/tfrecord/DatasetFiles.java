package io.progan.dataset.tfrecord;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which files of a folder make up a dataset, and how they are named.
 *
 * @param folder the folder
 * @param name what the names of the files begin with
 * @param shards the image files by the binary logarithm of their resolution
 * @param labels the labels, if there are any
 */
public record DatasetFiles(
    Path folder, String name, SortedMap<Integer, Path> shards, Optional<Path> labels) {
  /** The binary logarithm of the smallest resolution that every dataset has. */
  public static final int SMALLEST_LOG2 = 2;

  /** The binary logarithm of the largest resolution that is accepted, 4096 as in training. */
  public static final int LARGEST_LOG2 = 12;

  private static final Pattern SHARD = Pattern.compile("(.+)-r(\\d\\d)\\.tfrecords");
  private static final String LABELS_SUFFIX = ".labels";

  /** The name of the file with the images of one resolution. */
  public static String shardName(String name, int resolutionLog2) {
    return "%s-r%02d.tfrecords".formatted(name, resolutionLog2);
  }

  /** The name of the file with the labels. */
  public static String labelsName(String name) {
    return name + "-rxx" + LABELS_SUFFIX;
  }

  /** Whether a folder holds at least one image file of a dataset. */
  public static boolean holdsDataset(Path folder) throws IOException {
    return Files.isDirectory(folder)
        && list(folder).stream().anyMatch(f -> SHARD.matcher(f.getFileName().toString()).matches());
  }

  static DatasetFiles find(Path folder) throws IOException {
    DatasetFiles files = scan(folder);
    checkComplete(folder, files.name(), files.shards());
    return files;
  }

  /**
   * Lists the files of a folder; resolutions may be missing.
   *
   * @throws DatasetException if the folder does not exist or holds no dataset or more than one
   */
  public static DatasetFiles scan(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      String reason = Files.exists(folder) ? NoDataset.reason(folder) : "no such dataset folder";
      throw new DatasetException(folder + ": " + reason);
    }
    SortedMap<Integer, Path> shards = new TreeMap<>();
    String name = null;
    for (Path file : list(folder)) {
      Matcher matcher = SHARD.matcher(file.getFileName().toString());
      if (!matcher.matches()) {
        continue;
      }
      if (name != null && !name.equals(matcher.group(1))) {
        throw new DatasetException(
            "%s: holds more than one dataset, '%s' and '%s'"
                .formatted(folder, name, matcher.group(1)));
      }
      name = matcher.group(1);
      shards.put(Integer.parseInt(matcher.group(2)), file);
    }
    if (name == null) {
      throw new DatasetException(folder + ": " + NoDataset.reason(folder));
    }
    return new DatasetFiles(folder, name, shards, labels(folder, name));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void checkComplete(Path folder, String name, SortedMap<Integer, Path> shards)
      throws DatasetException {
    if (shards.lastKey() > LARGEST_LOG2 || shards.firstKey() < SMALLEST_LOG2) {
      int odd = shards.lastKey() > LARGEST_LOG2 ? shards.lastKey() : shards.firstKey();
      throw new DatasetException(
          "%s: resolution must be r%02d to r%02d"
              .formatted(shards.get(odd), SMALLEST_LOG2, LARGEST_LOG2));
    }
    for (int log2 = SMALLEST_LOG2; log2 < shards.lastKey(); log2++) {
      if (!shards.containsKey(log2)) {
        throw new DatasetException(
            "%s: file is missing, the dataset needs all resolutions from 4 to %d"
                .formatted(folder.resolve(shardName(name, log2)), 1 << shards.lastKey()));
      }
    }
  }

  private static Optional<Path> labels(Path folder, String name) throws IOException {
    Path own = folder.resolve(labelsName(name));
    if (Files.isRegularFile(own)) {
      return Optional.of(own);
    }
    List<Path> found =
        list(folder).stream().filter(f -> f.toString().endsWith(LABELS_SUFFIX)).toList();
    if (found.size() > 1) {
      throw new DatasetException(
          folder + ": more than one labels file and none is " + labelsName(name));
    }
    return found.stream().findFirst();
  }

  List<TfRecordShard> inspectShards() throws IOException {
    List<TfRecordShard> found = new ArrayList<>();
    for (var entry : shards.entrySet()) {
      TfRecordShard shard = TfRecordShard.inspect(entry.getValue(), entry.getKey());
      TfRecordShard first = found.isEmpty() ? shard : found.get(0);
      if (shard.channels() != first.channels()) {
        throw new DatasetException(
            "%s: images have %d channels, those of %s have %d"
                .formatted(
                    shard.file(), shard.channels(), first.file().getFileName(), first.channels()));
      }
      if (shard.count() != first.count()) {
        throw new DatasetException(
            "%s: has %d images, %s has %d"
                .formatted(shard.file(), shard.count(), first.file().getFileName(), first.count()));
      }
      found.add(shard);
    }
    return found;
  }
}
