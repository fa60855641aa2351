package io.progan.app.metrics;

import java.nio.file.Path;

/**
 * What a row of a table is about.
 *
 * @param title the row's first column
 * @param snapshot the network; null for rows that are not of a network
 * @param path of the images, for rows of a set that the user named; else null
 */
record MetricRow(String title, MetricResult.Network snapshot, String path) {

  /** The reals compared with themselves. */
  static final MetricRow REALS = new MetricRow("Reals", null, null);

  /** The reals compared with those that come after them. */
  static final MetricRow REALS2 = new MetricRow("Reals2", null, null);

  /** A network. */
  static MetricRow of(SnapshotFile snapshot) {
    return new MetricRow(snapshot.row(), snapshot.network(), null);
  }

  /** A set of images. */
  static MetricRow of(SampleSet fakes) {
    return new MetricRow("Fakes", null, fakes.path().toAbsolutePath().normalize().toString());
  }

  /** Whether the conditions alone decide the values, and nothing that the row adds to them. */
  boolean fixed() {
    return snapshot == null && path == null;
  }

  /** The title in a file, where sets have to be told apart. */
  static String inFile(MetricResult result) {
    return result.path() == null ? result.row() : Path.of(result.path()).getFileName().toString();
  }

  /** Reals first, then the newest network. */
  static double place(MetricResult result) {
    if (result.row().equals(REALS.title)) {
      return Double.NEGATIVE_INFINITY;
    }
    if (result.row().equals(REALS2.title)) {
      return -Double.MAX_VALUE;
    }
    return result.snapshot() == null ? 0 : -result.snapshot().kimg();
  }
}
