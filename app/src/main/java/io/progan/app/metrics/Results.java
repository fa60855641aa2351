package io.progan.app.metrics;

import io.progan.app.metrics.MetricResult.Network;
import io.progan.app.metrics.MetricSession.Job;
import io.progan.app.metrics.MetricSession.Measured;
import io.progan.metrics.registry.Metric.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes results of what sets of images gave, shows them, and keeps them in a folder: {@code
 * metrics.jsonl}, and a table for each metric and number of images.
 */
final class Results {

  private static final int THOUSAND = 1000;
  private static final int KIBI = 1024;

  private final List<Job> jobs;
  private final Optional<Path> folder;
  private final MetricsReport report;

  /**
   * What a row is about.
   *
   * @param title the row's first column
   * @param snapshot the network; null for rows that are not of a network
   * @param path of the images, for rows of a set that the user named; else null
   */
  record Row(String title, Network snapshot, String path) {

    /** The reals compared with themselves. */
    static final Row REALS = new Row("Reals", null, null);

    /** The reals compared with those that come after them. */
    static final Row REALS2 = new Row("Reals2", null, null);

    /** Whether it is of the reals, whose values the conditions alone decide. */
    boolean ofReals() {
      return snapshot == null && path == null;
    }
  }

  /**
   * @param jobs the metrics
   * @param folder keeps the results; it exists; empty to keep nothing
   * @param report shows the results
   */
  Results(List<Job> jobs, Optional<Path> folder, MetricsReport report) {
    this.jobs = jobs;
    this.folder = folder;
    this.report = report;
  }

  /**
   * What is known of a row under some conditions; another network of the same name is not meant.
   */
  Optional<MetricResult> find(MetricConditions conditions, Row row) throws IOException {
    MetricResult wanted =
        new MetricResult(
            null, row.title(), row.snapshot(), row.path(), Map.of(), 0, conditions, null);
    return kept().stream()
        .filter(wanted::sameCell)
        .filter(found -> Objects.equals(row.snapshot(), found.snapshot()))
        .findFirst();
  }

  private List<MetricResult> kept() throws IOException {
    return folder.isPresent() ? new MetricLog(folder.get()).read() : List.of();
  }

  /**
   * Keeps and shows a row.
   *
   * @param measured new values; what is not among them is shown as it was kept before
   * @param row what the values are of
   */
  void record(Measured measured, Row row) throws IOException {
    List<MetricResult> results = new ArrayList<>();
    for (Job job : jobs) {
      Optional<MetricResult> old = find(job.conditions(), row);
      double[] values = measured.values().get(job.spec());
      if (values != null) {
        MetricResult result = result(job, values, measured.seconds(), row);
        // The reals are computed with every new network: the same again is no news.
        boolean known = old.isPresent() && old.get().values().equals(result.values());
        if (folder.isPresent() && !(row.ofReals() && known)) {
          new MetricLog(folder.get()).append(result);
        }
        results.add(result);
      } else {
        old.ifPresent(results::add);
      }
      if (folder.isPresent()) {
        writeTable(job, folder.get());
      }
    }
    report.row(results);
  }

  private static MetricResult result(Job job, double[] values, double seconds, Row row) {
    return new MetricResult(
        job.spec().name(),
        row.title(),
        row.snapshot(),
        row.path(),
        named(job.metric().columns(), values),
        seconds,
        job.conditions(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static Map<String, Double> named(List<Column> columns, double[] values) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      named.put(columns.get(i).name(), Double.isFinite(values[i]) ? values[i] : null);
    }
    return named;
  }

  /** Writes the table of all results that were made under the same conditions. */
  private void writeTable(Job job, Path into) throws IOException {
    List<MetricResult> rows =
        kept().stream()
            .filter(other -> other.conditions().equals(job.conditions()))
            .sorted(Comparator.comparingDouble(Results::place))
            .toList();
    StringBuilder text = new StringBuilder(MetricTable.head(job.metric().columns()));
    for (MetricResult row : rows) {
      text.append(MetricTable.row(job.metric().columns(), title(row), row.seconds(), row.values()));
    }
    String name = fileName(job.conditions());
    Path partial = into.resolve(name + ".partial");
    try {
      Files.writeString(partial, text);
      Files.move(
          partial,
          into.resolve(name),
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
    if (result.row().equals(Row.REALS.title())) {
      return Double.NEGATIVE_INFINITY;
    }
    if (result.row().equals(Row.REALS2.title())) {
      return -Double.MAX_VALUE;
    }
    return result.snapshot() == null ? 0 : -result.snapshot().kimg();
  }

  /**
   * As the original names them: {@code metric-swd-16k.txt} for 16384 images, {@code
   * metric-fid-10k.txt} for 10000. Powers of two count in 1024; where that would give two numbers
   * one name, the other one is written in full.
   */
  private static String fileName(MetricConditions conditions) {
    int images = conditions.images();
    String count = Integer.toString(images);
    if (Integer.bitCount(images) == 1 && images >= KIBI) {
      count = images / KIBI + "k";
    } else if (images % THOUSAND == 0 && Integer.bitCount(images / THOUSAND) != 1) {
      count = images / THOUSAND + "k";
    }
    return "metric-" + conditions.metric() + "-" + count + ".txt";
  }
}
