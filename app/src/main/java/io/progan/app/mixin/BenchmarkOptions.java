package io.progan.app.mixin;

import io.progan.presets.preset.ConfigRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say what is timed. */
public final class BenchmarkOptions {

  /** More than any schedule needs to reach the full resolution. */
  private static final double EVERY_STAGE_KIMG = 1e9;

  private static final String ALL = "all";

  @Mixin private final PresetOptions presets = new PresetOptions();

  @Option(
      names = "--resolution",
      descriptionKey = "dataset.resolution",
      paramLabel = "N|all",
      defaultValue = ALL,
      converter = ResolutionConverter.class,
      description =
          "Time the last stage of networks for NxN pixels, stable and fading; or all stages of the"
              + " preset (default: ${DEFAULT-VALUE}).")
  OptionalInt resolution;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description =
          "Take the reals from this dataset, a folder in --data-dir or a path, so that reading it"
              + " counts; the networks are made for its resolution (default: synthetic images).")
  String dataset;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = "datasets",
      description = "Folder that holds the datasets (default: ${DEFAULT-VALUE}).")
  Path dataDir;

  @Option(
      names = "--fmap-base",
      descriptionKey = "generator.fmapBase",
      paramLabel = "B",
      description =
          "fmapBase of both networks: multiplier of their feature maps (default: the preset's).")
  Integer fmapBase;

  @Option(
      names = "--fmap-max",
      descriptionKey = "generator.fmapMax",
      paramLabel = "M",
      description =
          "fmapMax of both networks: most feature maps of a layer (default: the preset's).")
  Integer fmapMax;

  @Option(
      names = "--minibatch",
      descriptionKey = "sched.minibatchBase",
      paramLabel = "N",
      description =
          "Images of a step, over all replicas (default: the preset's at each resolution).")
  Integer minibatch;

  @Option(
      names = "--iterations",
      paramLabel = "K",
      defaultValue = "5",
      converter = AtLeastOneConverter.class,
      description =
          "Iterations that are timed at each stage, after those that warm up"
              + " (default: ${DEFAULT-VALUE}).")
  Integer iterations;

  @Option(
      names = "--threads",
      paramLabel = "T",
      converter = AtLeastOneConverter.class,
      description =
          "Native threads (default: OMP_NUM_THREADS, or else one for each of the machine's cores).")
  Integer threads;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Any value of the configuration, over all other options; repeatable.")
  List<String> settings = new ArrayList<>();

  /** The configuration that the options ask for; it goes through every stage. */
  public ConfigRequest request() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("train.totalKimg", EVERY_STAGE_KIMG);
    for (String network : List.of("generator", "discriminator")) {
      put(values, network + ".fmapBase", fmapBase);
      put(values, network + ".fmapMax", fmapMax);
    }
    if (resolution.isPresent() && dataset == null) {
      values.put("dataset.resolution", resolution.getAsInt());
    }
    if (minibatch != null) {
      values.put("sched.minibatchBase", minibatch);
      values.put("sched.minibatchDict", Map.of());
      values.put("sched.maxMinibatchPerGpu", Map.of());
    }
    return new ConfigRequest(presets.preset(), presets.overlays(), dataset, values, settings);
  }

  private static void put(Map<String, Object> values, String path, Object value) {
    if (value != null) {
      values.put(path, value);
    }
  }

  /** The folder that holds the datasets. */
  public Path dataDir() {
    return dataDir;
  }

  /** The full resolution of the networks, whose last stages alone are timed; empty for all. */
  public OptionalInt resolution() {
    return resolution;
  }

  /** Iterations that are timed at each stage. */
  public int iterations() {
    return iterations;
  }

  /** Native threads; empty for as many as ND4J takes by itself. */
  public OptionalInt threads() {
    return threads == null ? OptionalInt.empty() : OptionalInt.of(threads);
  }
}
