package io.progan.app.run;

import io.progan.presets.preset.ConfigRequest;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What is to be timed.
 *
 * @param config the networks and their schedule; the dataset that gives the reals, if one is named
 * @param dataDir the folder that holds the datasets
 * @param resolution the full resolution of the networks, whose last stages alone are timed; empty
 *     for all
 * @param iterations that are timed at each stage
 * @param threads native threads; empty for as many as ND4J takes by itself
 */
public record BenchmarkRequest(
    ConfigRequest config,
    Path dataDir,
    OptionalInt resolution,
    int iterations,
    OptionalInt threads) {

  /** Whether the reals come from a dataset on disk. */
  boolean namesDataset() {
    return config.datasetName() != null;
  }
}
