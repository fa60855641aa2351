package io.progan.dataset.inspect;

import io.progan.dataset.tfrecord.DatasetFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.LongStream;

/**
 * Reads everything of a dataset and finds what is wrong with it: files that are missing, cut off or
 * of other sizes than the rest; damaged records; lower resolutions that are not those of the higher
 * ones; labels and {@code dataset.json} that do not fit; checksums. Several records are checked at
 * once; a few megabytes for each processor are in memory.
 */
public final class DatasetVerifier {
  private static final long RUN_BYTES = 1 << 23;
  private static final int RUNS_AT_ONCE = 16;

  private final Path folder;
  private final Watcher watcher;
  private final List<Fault> faults = new ArrayList<>();

  private DatasetVerifier(Path folder, Watcher watcher) {
    this.folder = folder;
    this.watcher = watcher;
  }

  /**
   * Checks a dataset.
   *
   * @throws io.progan.dataset.DatasetException if the folder does not hold a dataset at all
   * @throws CancellationException if the watcher stopped the work
   */
  public static Verification verify(Path folder, Watcher watcher) throws IOException {
    try {
      return new DatasetVerifier(folder, watcher).verify();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Verification verify() throws IOException {
    DatasetFiles files = DatasetFiles.scan(folder);
    List<ShardLook> shards = new ArrayList<>();
    int largest = files.shards().lastKey();
    for (int log2 = DatasetFiles.SMALLEST_LOG2; log2 <= largest; log2++) {
      Path file = files.shards().get(log2);
      if (file == null) {
        faults.add(Fault.of(DatasetFiles.shardName(files.name(), log2), "file is missing"));
      } else {
        shards.add(ShardLook.at(file, log2));
      }
    }
    long count = mostCommon(shards.stream().map(ShardLook::count).toList());
    int channels = (int) mostCommon(shards.stream().map(s -> (long) s.channels()).toList());
    checkSizes(shards, count);
    long otherwise = checkImages(shards, channels, count);
    new SideFileCheck(folder, files, faults).check(count, 1 << largest, channels);
    int read = shards.size() + (files.labels().isPresent() ? 1 : 0);
    return new Verification(
        files.name(), count, 1 << largest, read, otherwise, List.copyOf(faults));
  }

  /** The value that most have; of equally common ones the largest. */
  private static long mostCommon(List<Long> values) {
    Map<Long, Integer> times = new HashMap<>();
    values.forEach(value -> times.merge(value, 1, Integer::sum));
    Comparator<Map.Entry<Long, Integer>> order = Map.Entry.comparingByValue();
    return times.entrySet().stream()
        .max(order.thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(0L);
  }

  private void checkSizes(List<ShardLook> shards, long count) {
    for (ShardLook shard : shards) {
      if (shard.rest() != 0) {
        faults.add(
            new Fault(
                shard.name(),
                shard.count(),
                shard.count() * shard.recordBytes(),
                "truncated: the file ends %d bytes into a record of %d"
                    .formatted(shard.rest(), shard.recordBytes())));
      }
      if (shard.count() != count) {
        faults.add(Fault.of(shard.name(), "has %d images, not %d".formatted(shard.count(), count)));
      }
    }
  }

  private long checkImages(List<ShardLook> shards, int channels, long count) throws IOException {
    long imageBytes = shards.stream().mapToLong(ShardLook::recordBytes).sum();
    long most = shards.stream().mapToLong(ShardLook::count).max().orElse(count);
    long run = Math.max(1, RUN_BYTES / imageBytes);
    long otherwise = 0;
    for (long from = 0; from < most; from += run * RUNS_AT_ONCE) {
      if (watcher.cancelled()) {
        throw new CancellationException("stopped after " + from + " of " + most + " images");
      }
      long start = from;
      List<ImageCheck.Result> results =
          LongStream.range(0, RUNS_AT_ONCE)
              .map(i -> start + i * run)
              .filter(first -> first < most)
              .parallel()
              .mapToObj(first -> check(shards, channels, first, Math.min(first + run, most)))
              .toList();
      for (ImageCheck.Result result : results) {
        faults.addAll(result.faults());
        otherwise += result.roundedOtherwise();
      }
      watcher.progress(Math.min(from + run * RUNS_AT_ONCE, most), most);
    }
    return otherwise;
  }

  private static ImageCheck.Result check(
      List<ShardLook> shards, int channels, long first, long end) {
    try {
      return ImageCheck.run(shards, channels, first, end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
