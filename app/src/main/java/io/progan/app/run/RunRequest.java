package io.progan.app.run;

import io.progan.presets.preset.ConfigRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The run that a user asks for.
 *
 * @param config what it computes; for a run that goes on, what is to be other than it was
 * @param dataDir the folder that holds the datasets, if the user named it
 * @param results the folder that gets the run folders
 * @param name of the run's folder; empty for the next number and words from the configuration
 * @param from trained networks to start from, if any
 * @param threads native threads that an operation may use, if the user said so
 */
public record RunRequest(
    ConfigRequest config,
    Optional<Path> dataDir,
    Path results,
    Optional<String> name,
    Optional<TransferRequest> from,
    OptionalInt threads) {

  /** The length in thousands of images, as the configuration has it. */
  static final String TOTAL_KIMG = "train.totalKimg";

  /** The replicas, as the configuration has them. */
  static final String REPLICAS = "numGpus";

  /** Whether the user says at which resolution a training begins. */
  boolean setsInitialResolution() {
    return config.settings().stream()
        .anyMatch(s -> s.strip().startsWith("sched.lodInitialResolution"));
  }

  /** Whether the user chose the dataset, rather than the preset. */
  boolean namesDataset() {
    return config.datasetName() != null
        || config.settings().stream().anyMatch(s -> s.strip().startsWith("dataset.tfrecordDir"));
  }
}
