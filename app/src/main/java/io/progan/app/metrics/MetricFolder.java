package io.progan.app.metrics;

import io.progan.metrics.registry.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where results are kept: {@code metrics.jsonl}, and a table for each metric and number. */
final class MetricFolder {

  private final Path folder;
  private final MetricLog log;

  /** Results in a folder, which exists; null to keep nothing. */
  MetricFolder(Path folder) {
    this.folder = folder;
    this.log = folder == null ? null : new MetricLog(folder);
  }

  /**
   * What is known of a row under some conditions; another network of the same name is not meant.
   */
  Optional<MetricResult> find(MetricConditions conditions, MetricRow row) throws IOException {
    MetricResult wanted =
        new MetricResult(
            null, row.title(), row.snapshot(), row.path(), Map.of(), 0, conditions, null);
    return folder == null
        ? Optional.empty()
        : log.read().stream()
            .filter(wanted::sameCell)
            .filter(found -> Objects.equals(row.snapshot(), found.snapshot()))
            .findFirst();
  }

  /** Keeps a result. */
  void add(MetricResult result) throws IOException {
    if (folder != null) {
      log.append(result);
    }
  }

  /** Writes the table of all results that were made under the same conditions. */
  void writeTable(MetricConditions conditions, List<Column> columns) throws IOException {
    if (folder == null) {
      return;
    }
    List<MetricResult> rows =
        log.read().stream()
            .filter(other -> other.conditions().equals(conditions))
            .sorted(Comparator.comparingDouble(MetricFolder::place))
            .toList();
    MetricTable table = new MetricTable(columns);
    StringBuilder text = new StringBuilder(table.head());
    for (MetricResult row : rows) {
      text.append(table.row(title(row), row.seconds(), new LinkedHashMap<>(row.values())));
    }
    String name = MetricFileName.of(conditions.metric(), conditions.images());
    Path partial = folder.resolve(name + ".partial");
    try {
      Files.writeString(partial, text);
      Files.move(
          partial,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** Sets have to be told apart. */
  private static String title(MetricResult result) {
    return result.path() == null ? result.row() : Path.of(result.path()).getFileName().toString();
  }

  /** Reals first, then the newest network. */
  private static double place(MetricResult result) {
    if (result.row().equals(MetricRow.REALS.title())) {
      return Double.NEGATIVE_INFINITY;
    }
    if (result.row().equals(MetricRow.REALS2.title())) {
      return -Double.MAX_VALUE;
    }
    return result.snapshot() == null ? 0 : -result.snapshot().kimg();
  }
}
