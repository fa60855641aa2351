package io.progan.app.metrics;

import io.progan.app.console.Console;
import io.progan.dataset.IoReason;
import io.progan.metrics.registry.SavedReals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Statistics of reals that have been computed before, in the folder {@code .metrics} of the dataset
 * or of the folder of pictures: one file for each set of conditions, which stand in the file and
 * decide its name. A damaged file counts as missing, and a folder that cannot be written only costs
 * time.
 */
final class RealsCache {

  private static final String FOLDER = ".metrics";
  private static final int NAME_DIGITS = 16;

  private final Path folder;
  private final Console console;

  private RealsCache(Path folder, Console console) {
    this.folder = folder;
    this.console = console;
  }

  /** The cache of a set of images, which keeps nothing if they have no place for it. */
  static RealsCache of(SampleSet set, Console console) {
    return set.home()
        .map(home -> new RealsCache(home.resolve(FOLDER), console))
        .orElseGet(RealsCache::none);
  }

  /** A cache that keeps nothing. */
  static RealsCache none() {
    return new RealsCache(null, null);
  }

  /** What is known under these conditions, if anything. */
  Optional<SavedReals> load(MetricConditions conditions) throws IOException {
    if (folder == null) {
      return Optional.empty();
    }
    String key = MetricLog.json(conditions);
    Path file = file(conditions, key);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(SavedRealsFile.read(file, key));
    } catch (IOException | IllegalArgumentException e) {
      console.note(file + ": damaged (" + e.getMessage() + "); computing it anew");
      return Optional.empty();
    }
  }

  /** Keeps what was computed. */
  void store(MetricConditions conditions, SavedReals reals) throws IOException {
    if (folder == null) {
      return;
    }
    String key = MetricLog.json(conditions);
    Path file = file(conditions, key);
    try {
      Files.createDirectories(folder);
      SavedRealsFile.write(file, key, reals);
    } catch (IOException e) {
      console.note(
          "%s: statistics of the reals could not be kept (%s); they are computed anew next time"
              .formatted(file, IoReason.of(e)));
    }
  }

  private Path file(MetricConditions conditions, String key) {
    byte[] digest = RecordChecksum.sha256().digest(key.getBytes(StandardCharsets.UTF_8));
    String name = HexFormat.of().formatHex(digest).substring(0, NAME_DIGITS);
    return folder.resolve(conditions.metric() + "-" + name + ".npz");
  }
}
