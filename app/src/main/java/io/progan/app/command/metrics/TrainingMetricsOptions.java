package io.progan.app.command.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.dataset.DatasetMaker;
import io.progan.app.metrics.MetricInterval;
import io.progan.app.metrics.MetricNames;
import io.progan.app.metrics.MetricsRequest;
import io.progan.app.metrics.RunReals;
import io.progan.app.metrics.TrainingMetrics;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.run.RunExtension;
import io.progan.core.snapshot.Retention;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of a training that measures its snapshots. */
public final class TrainingMetricsOptions {

  /** The names of all these options. */
  public static final Set<String> NAMES =
      Set.of(
          "--metrics",
          "--metrics-images",
          "--inception",
          "--inception-input",
          "--inception-features",
          "--inception-classes",
          "--class-bias",
          "--classifier");

  private static final Set<String> FILES = Set.of("inception", "classifier");
  private static final String NONE = "none";
  private static final long SEED = 1000;

  @Option(
      names = "--metrics",
      paramLabel = "NAME@N",
      split = ",",
      description =
          "Measure every Nth snapshot when it is saved, as 'progan metrics NAME' does; several with"
              + " commas or by repeating, such as swd@10,msssim@5; or none (default: none, or what"
              + " the run was started with).")
  private List<String> metrics = new ArrayList<>();

  @Option(
      names = "--metrics-images",
      paramLabel = "N",
      converter = AtLeastOneConverter.class,
      description =
          "Images that --metrics takes (default: each metric's usual number, or what the run was"
              + " started with).")
  private Integer images;

  @Mixin private final FeatureNetworkOptions network = new FeatureNetworkOptions();

  @Mixin private final ClassifierOption classifier = new ClassifierOption();

  /**
   * The same with what a run was started with, where nothing else is given now.
   *
   * @param kept by a run that goes on, by option name
   * @throws CommandFailure if the run's record of an option is damaged
   */
  public TrainingMetricsOptions orElse(Map<String, String> kept) {
    Map<String, String> all = new TreeMap<>(kept);
    all.keySet().retainAll(NAMES.stream().map(name -> name.substring(2)).toList());
    all.putAll(given());
    String[] words =
        all.entrySet().stream()
            .map(option -> "--" + option.getKey() + "=" + option.getValue())
            .toArray(String[]::new);
    TrainingMetricsOptions options = new TrainingMetricsOptions();
    try {
      new CommandLine(options).parseArgs(words);
    } catch (ParameterException e) {
      throw CommandFailure.wrongUsage("config.json: " + e.getMessage());
    }
    return options;
  }

  /** The options that were given, without their dashes; files by their absolute paths. */
  private Map<String, String> given() {
    Map<String, String> given = new TreeMap<>();
    if (!metrics.isEmpty()) {
      given.put("metrics", String.join(",", metrics));
    }
    if (images != null) {
      given.put("metrics-images", images.toString());
    }
    Stream.concat(network.arguments().stream(), classifier.arguments().stream())
        .map(argument -> argument.substring(2).split("=", 2))
        .forEach(
            option ->
                given.put(
                    option[0],
                    FILES.contains(option[0])
                        ? Path.of(option[1]).toAbsolutePath().normalize().toString()
                        : option[1]));
    return given;
  }

  private List<MetricInterval> intervals() {
    return metrics.equals(List.of(NONE))
        ? List.of()
        : metrics.stream().map(MetricInterval::parse).toList();
  }

  /**
   * Checks that what the snapshots to keep are chosen by is measured.
   *
   * @throws CommandFailure if it is not, or is no metric
   */
  public void check(Retention retention) {
    Optional<Retention.Best> best = retention.best();
    if (best.isEmpty()) {
      return;
    }
    String metric = best.get().metric();
    MetricNames.specs("--keep-snapshots", List.of(metric));
    if (intervals().stream().noneMatch(interval -> interval.spec().name().equals(metric))) {
      throw CommandFailure.wrongUsage(
          "--keep-snapshots %s: this run does not measure %s; add --metrics %s, or leave out %s"
              .formatted(retention, metric, metric, best.get()));
    }
  }

  /**
   * What measures a run.
   *
   * @throws CommandFailure if an option is wrong
   * @throws IOException if the feature network or the classifier cannot be used
   */
  public RunExtension extension(Console console, StopSignal stop) throws IOException {
    List<MetricInterval> intervals = intervals();
    if (intervals.isEmpty()) {
      return RunExtension.NONE;
    }
    MetricsRequest request =
        new MetricsRequest(
            intervals.stream().map(MetricInterval::spec).distinct().toList(),
            Map.of(),
            images == null ? OptionalInt.empty() : OptionalInt.of(images),
            OptionalInt.empty(),
            SEED,
            network.file(),
            classifier.weights());
    RunReals reals =
        new RunReals(Optional.empty(), Optional.empty(), new DatasetMaker(console, stop));
    TrainingMetrics.Wish wish = new TrainingMetrics.Wish(intervals, request, given());
    return new TrainingMetrics(wish, reals, console, stop);
  }
}
