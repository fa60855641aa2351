package io.progan.app.mixin;

import io.progan.presets.preset.ConfigRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that make the configuration of a run. */
public final class RunOptions {

  @Mixin private final PresetOptions presets = new PresetOptions();

  @Option(
      names = "--dataset",
      paramLabel = "NAME|DIR",
      description =
          "Dataset folder, by its name in the data folder or by its path (default: the preset's).")
  String dataset;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Folder that holds the datasets (default: datasets; with --resume, the run's dataset is"
              + " looked for where it was).")
  Path dataDir;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Folder that gets a new run folder (default: ${DEFAULT-VALUE}).")
  Path results;

  @Option(
      names = "--name",
      paramLabel = "NNN-WORDS",
      description =
          "Name of the new run's folder, a number, a dash and words (default: the next number, and"
              + " words from dataset and preset).")
  String name;

  @Option(
      names = "--total-kimg",
      descriptionKey = "train.totalKimg",
      paramLabel = "KIMG",
      description =
          "train.totalKimg: length of the training in thousands of images"
              + " (default: the preset's).")
  Double totalKimg;

  @Option(
      names = "--seed",
      descriptionKey = "randomSeed",
      paramLabel = "N",
      description = "randomSeed: seed of all random numbers (default: the preset's).")
  Integer seed;

  @Option(
      names = "--mirror",
      descriptionKey = "train.mirrorAugment",
      negatable = true,
      description =
          "train.mirrorAugment: mirror images at random, or don't"
              + " (default: what the dataset wants).")
  Boolean mirror;

  @Option(
      names = "--gpus",
      descriptionKey = "numGpus",
      paramLabel = "N",
      description =
          "numGpus: replicas that a minibatch is split into, whatever devices there are"
              + " (default: the preset's).")
  Integer gpus;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = AtLeastOneConverter.class,
      description =
          "Native threads of each operation; a sum is rounded otherwise by other threads (default:"
              + " OMP_NUM_THREADS, or else one for each core; with --resume, as many as the run"
              + " had).")
  Integer threads;

  @Option(
      names = "--labels",
      descriptionKey = "dataset.maxLabelSize",
      paramLabel = "full|N",
      description =
          "dataset.maxLabelSize: condition on all components of the dataset's labels, or on the"
              + " first N; 0 for none (default: the preset's).")
  String labels;

  @Option(
      names = "--histograms",
      descriptionKey = "train.weightHistograms",
      negatable = true,
      description =
          "train.weightHistograms: write histograms of all weights into the TensorBoard events every"
              + " tick, or don't (default: the preset's).")
  Boolean histograms;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Any value of the configuration, over all other options; repeatable, the last one wins.")
  List<String> settings = new ArrayList<>();

  /** What the options ask for. */
  public ConfigRequest request() {
    Map<String, Object> values = new LinkedHashMap<>();
    put(values, "train.totalKimg", totalKimg);
    put(values, "randomSeed", seed);
    put(values, "train.mirrorAugment", mirror);
    put(values, "numGpus", gpus);
    put(values, "train.weightHistograms", histograms);
    put(values, "dataset.maxLabelSize", labels == null ? null : labelSize(labels));
    return new ConfigRequest(presets.preset(), presets.overlays(), dataset, values, settings);
  }

  private static void put(Map<String, Object> values, String path, Object value) {
    if (value != null) {
      values.put(path, value);
    }
  }

  private static Object labelSize(String text) {
    return text.matches("-?\\d{1,9}") ? (Object) Integer.valueOf(text) : text;
  }

  /** The folder that holds the datasets, if the user named it. */
  public Optional<Path> dataDir() {
    return Optional.ofNullable(dataDir);
  }

  /** The native threads of each operation, if the user said how many. */
  public OptionalInt threads() {
    return threads == null ? OptionalInt.empty() : OptionalInt.of(threads);
  }

  /** The name of the new run's folder, if the user gave one. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** The folder that gets the run folders. */
  public Path results() {
    return results;
  }
}
