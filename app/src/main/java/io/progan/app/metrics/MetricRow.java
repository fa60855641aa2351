package io.progan.app.metrics;

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

  /** Whether it is of the reals, whose values the conditions alone decide. */
  boolean ofReals() {
    return snapshot == null && path == null;
  }
}
