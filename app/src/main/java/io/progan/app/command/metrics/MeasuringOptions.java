package io.progan.app.command.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.metrics.MetricsRequest;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.output.OutFile;
import io.progan.metrics.classifier.ClassifierWeights;
import io.progan.metrics.feature.FeatureNetworkFile;
import io.progan.metrics.registry.MetricSpec;
import io.progan.metrics.registry.MetricSpec.Trait;
import io.progan.metrics.registry.Metrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options that all metrics of the table share: what is measured, and where results go. */
final class MeasuringOptions {

  private static final String USUAL_IMAGES = "usualImages";
  private static final String USUAL_MINIBATCH = "usualMinibatch";
  private static final String SEEDS = "seeds";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN|SNAPSHOT|latest",
      description =
          "Measure a run's networks, newest first: by its number, name or folder, or the latest one"
              + " below --results; or one snapshot file. The reals are the dataset that the run was"
              + " trained on.")
  private String target;

  @Option(
      names = "--fakes",
      paramLabel = "PATH",
      description =
          "Measure images instead: a dataset, a folder or archive of pictures, or a NumPy file of"
              + " images (uint8 [count, channels, height, width]) or of features (float [count,"
              + " size]).")
  private Path fakes;

  @Option(
      names = "--reals",
      paramLabel = "PATH",
      description = "With --fakes: the reals to compare with, likewise.")
  private Path reals;

  @Option(
      names = "--num-images",
      paramLabel = "N",
      converter = AtLeastOneConverter.class,
      description =
          "Images of each set (default: ${bundle:"
              + USUAL_IMAGES
              + "}; with --fakes no more than"
              + " there are).")
  private Integer numImages;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Seed of the random numbers, NumPy's: ${bundle:"
              + SEEDS
              + "}, N + 2 for mirroring reals (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--minibatch",
      paramLabel = "N",
      converter = AtLeastOneConverter.class,
      description = "Images at a time (default: ${bundle:" + USUAL_MINIBATCH + "}).")
  private Integer minibatch;

  @Option(names = "--force", description = "Measure again what was measured before (default: no).")
  private boolean force;

  @Mixin private final SourceOptions source = new SourceOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder that gets the table and metrics.jsonl (default: the run's; none for --fakes).")
  private Path out;

  @Option(
      names = "--no-cache",
      description =
          "Neither keep nor use statistics in the folder .metrics of the dataset (default: do).")
  private boolean noCache;

  @Option(
      names = "--json",
      description = "Print one JSON object instead of the table (default: no).")
  private boolean json;

  /** What the descriptions say of the metrics of a command. */
  static ResourceBundle texts(List<MetricSpec> specs) {
    boolean own = specs.stream().allMatch(spec -> spec.has(Trait.OWN_IMAGES));
    String minibatch = own ? "256" : "8192 / height, from 4 to 256";
    String seeds = own ? "N for latents" : "N for patches and directions, N + 1 for latents";
    Map<Integer, List<String>> names = new LinkedHashMap<>();
    for (MetricSpec spec : Metrics.ALL) {
      names.computeIfAbsent(spec.needs().usualImages(), n -> new ArrayList<>()).add(spec.name());
    }
    String usual =
        names.entrySet().stream()
            .map(e -> e.getKey() + " for " + and(e.getValue()))
            .collect(Collectors.joining(", "));
    return new ListResourceBundle() {
      @Override
      protected Object[][] getContents() {
        return new Object[][] {{USUAL_IMAGES, usual}, {USUAL_MINIBATCH, minibatch}, {SEEDS, seeds}};
      }
    };
  }

  /** {@code a, b and c}. */
  static String and(List<String> words) {
    int last = words.size() - 1;
    String before = String.join(", ", words.subList(0, last));
    return (before.isEmpty() ? "" : before + " and ") + words.get(last);
  }

  /** Checks which of them go together. */
  void check() {
    if ((target == null) == (fakes == null)) {
      throw CommandFailure.wrongUsage(
          target == null
              ? "nothing to measure; name a run or a snapshot, or images with --fakes"
              : "--fakes: not with a run or snapshot; leave one of them out");
    }
    if (out != null) {
      OutFile.folder("--out", out);
    }
    if (target != null) {
      source.refusePictures();
    }
    if (target != null && reals != null) {
      throw CommandFailure.wrongUsage(
          "--reals: only with --fakes; a run is compared with its dataset, which --dataset names");
    }
    if (fakes != null) {
      source.refuseRun();
    }
    if (fakes != null && force) {
      throw CommandFailure.wrongUsage("--force: only with a run or snapshot; leave it out");
    }
  }

  /** The run or snapshot; null for images. */
  String target() {
    return target;
  }

  /** The images; null for a run or snapshot. */
  Path fakes() {
    return fakes;
  }

  Optional<Path> reals() {
    return Optional.ofNullable(reals);
  }

  /**
   * What is to be computed.
   *
   * @param constants of the metrics, by the names of options
   * @param network the feature network, if one was named
   * @param classifier of greyscale pictures, if one was named
   * @throws CommandFailure naming an option with a wrong value
   */
  MetricsRequest request(
      List<MetricSpec> specs,
      Map<String, Integer> constants,
      Optional<FeatureNetworkFile> network,
      Optional<ClassifierWeights> classifier) {
    try {
      return new MetricsRequest(
          specs, constants, optional(numImages), optional(minibatch), seed, network, classifier);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUsage(e.getMessage());
    }
  }

  private static OptionalInt optional(Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  boolean force() {
    return force;
  }

  /** Where images come from. */
  SourceOptions source() {
    return source;
  }

  Optional<Path> out() {
    return Optional.ofNullable(out);
  }

  boolean cached() {
    return !noCache;
  }

  boolean json() {
    return json;
  }
}
